/** Sentences of findings and steps. */
import type { Step } from '../model/flow.js';
import type { Flow, FindingDataType } from '../model/report.js';
import type { KindText } from '../model/policy.js';
import type { ResolvedRecipient } from './recipients.js';

/** "`user.email` (e-mail address) is written to the application log" */
export function message(flows: readonly Flow[], types: readonly FindingDataType[], text: KindText, recipient: ResolvedRecipient): string {
  const sentence = ((recipient.party === 'third' && text.thirdParty) || text.sentence).replace('{recipient}', recipient.name);
  const first = flows[0]!;
  const titles = types.map((t) => t.title.toLowerCase());
  const sources = new Set(flows.map((f) => f.source));
  const source = first.source ? `\`${first.source}\`` : 'A value';
  if (types.length === 1 && sources.size === 1) return `${source} (${titles[0]!}) ${sentence}`;
  const shown = titles.slice(0, 4).join(', ') + (titles.length > 4 ? ` and ${titles.length - 4} more` : '');
  const common = commonRoot([...sources]);
  if (common) return `\`${common}\` (${shown}) ${sentence}`;
  return `${source} and ${sources.size - 1} more (${shown}) ${plural(sentence)}`;
}

/** The object that all sources are members of. */
function commonRoot(sources: readonly string[]): string | undefined {
  if (sources.length === 1) return sources[0];
  const split = sources.map((s) => s.split('.'));
  const out: string[] = [];
  for (let i = 0; i < split[0]!.length - 1; i++) {
    const part = split[0]![i]!;
    if (!split.every((s) => s.length > i + 1 && s[i] === part)) break;
    out.push(part);
  }
  return out.length ? out.join('.') : undefined;
}

function plural(sentence: string): string {
  return sentence.replace(/^is /, 'are ');
}

export function remedy(text: KindText): string {
  return `${capital(text.why)}: ${text.remedy}.`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Said where the data leaves, of a call that binds it to what is sent from then on. */
const KEPT = ', and stays on everything sent later';

/**
 * One step in plain words.
 *
 * @param sets  whether what leaves stays on what is sent later
 */
export function stepText(step: Step, snippet: string, sets: boolean): string {
  return step.what === 'sink' && sets ? wordsOf(step, snippet) + KEPT : wordsOf(step, snippet);
}

function wordsOf(step: Step, snippet: string): string {
  switch (step.what) {
    case 'declared':
      return `\`${step.name}\` is declared`;
    case 'source':
      return `${snippet ? quoted(snippet) : 'the value'} enters here`;
    case 'member':
      return `${quoted(snippet || step.name)} is read`;
    case 'argument':
      return step.name ? `passed to \`${step.name}\`` : 'passed on';
    case 'return':
      return `returned by \`${step.name}\``;
    case 'callback':
      return 'handed to the callback';
    case 'stored':
      return `stored in \`${step.name}\``;
    case 'sink':
      return step.name ? `leaves here, by ${quoted(snippet)}` : `${quoted(snippet)} leaves here`;
  }
}

/** Code in a sentence; a template literal stands between its own signs. */
function quoted(code: string): string {
  const inside = /^`(.*)`$/.exec(code)?.[1] ?? code;
  return `\`${inside.replaceAll('`', "'")}\``;
}
