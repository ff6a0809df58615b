/** Members that a decorator hides from what is made of an instance. */
import type { MemberInfo } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import { narrow, type AV } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';

/** The value without members whose decorator a rule calls hiding. */
export function withoutHidden(ev: Evaluator, av: AV): AV {
  return av.flatMap((x): AV => {
    if (x.a !== 'ref') return [x];
    const hidden = ev.program.types.members(x.type).filter((member) => isHidden(ev, member));
    return hidden.length
      ? narrow(
          [x],
          undefined,
          hidden.map((member) => member.key),
        )
      : [x];
  });
}

function isHidden(ev: Evaluator, { decorators }: MemberInfo): boolean {
  if (!decorators) return false;
  return decorators.calls.some((call) => {
    const site = { file: decorators.file, function: decorators.function, call };
    const settings = ev.program
      .call(site.file, site.function, site.call)
      .library.flatMap((lib) => modelOf(ev.rules, lib.nodes)?.settings ?? []);
    return settings.some((s) => s.effect === 'hides-member' && ev.calls.places.holds(site, s.when));
  });
}
