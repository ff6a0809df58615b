/** Words that the schemas of all JSON documents share. */
import * as v from 'valibot';
import { SINK_KINDS } from '../model/vocabulary.js';

export const about = <T>(text: string) => v.description<T, string>(text);
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const position = v.pipe(v.number(), v.integer(), v.minValue(1));

export const severity = v.pipe(v.picklist(['critical', 'high', 'medium', 'low']), about('How bad the policy says it is.'));
export const confidence = v.pipe(v.picklist(['high', 'medium', 'low']), about('How sure the analysis is.'));
export const party = v.pipe(
  v.picklist(['self', 'first', 'third', 'unknown']),
  about('Who gets it: the process itself, an own service, another company, or nobody knows.'),
);
export const tier = v.pipe(
  v.picklist(['direct', 'sensitive', 'credential', 'pseudonymous', 'indirect', 'unclassified']),
  about('How close to a person the data is; unclassified is an input of unknown shape.'),
);
export const sinkKind = v.pipe(v.picklist(SINK_KINDS), about('How data leaves.'));

const title = v.pipe(v.string(), about('As `policies` or `jurisdictions` list it with the address of its text.'));

export const crossBorder = v.pipe(
  v.object({
    country: v.pipe(v.string(), about('ISO 3166 code of the recipient’s seat.')),
    outside: v.pipe(v.array(v.string()), about('The jurisdictions that the configuration names.')),
    leaves: v.pipe(v.array(v.string()), about('Regions with a law on transfers that the data leaves.')),
    articles: v.pipe(v.array(title), about('What their laws say of such transfers.')),
  }),
  about('The recipient has its seat outside the jurisdictions that the configuration names.'),
);

export const statement = v.pipe(
  v.object({
    policy: v.string(),
    severity,
    articles: v.array(title),
    ask: v.pipe(v.array(v.string()), about('What a reviewer has to ask.')),
  }),
  about('What one policy says of a finding.'),
);

const article = {
  title: v.string(),
  says: v.string(),
  url: v.pipe(v.string(), about('Public text.')),
  checked: v.exactOptional(
    v.pipe(v.string(), about('Day on which the wording was looked at, YYYY-MM-DD; absent where only place and title were.')),
  ),
};

export const policies = v.pipe(
  v.array(v.object({ id: v.string(), title: v.string(), articles: v.array(v.object(article)) })),
  about('Policies that judged; absent in a run by the default alone.'),
);

export const jurisdictions = v.pipe(
  v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      countries: v.pipe(v.array(v.string()), about('ISO 3166 codes.')),
      transfers: v.exactOptional(v.object({ ...article, ask: v.string() })),
    }),
  ),
  about('Where the data is at home, with what the law there says of transfers; absent where the configuration names none.'),
);
