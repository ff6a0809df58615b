/** Literals that name a library, a law, a data type or a person by their look, and may. */
export const allowed = [
  { texts: /^waybill-?$/, in: /./, because: "the program's own name" },
  { texts: /^(?:ai|cookie)$/, in: /^src\/(?:model|rules|report|flow)\//, because: 'kinds of sinks' },
  { texts: /^(?:member|receiver)$/, in: /^src\/(?:model|rules|link|flow|policy)\//, because: 'what a step of a path reads' },
  { texts: /^recipient$/, in: /^src\/(?:rules|api\/rule-book)\//, because: 'a key of rule files, and a form of what rules know' },
  { texts: /^recipients?$/, in: /^src\/(?:model\/rule-book|report\/rules\/)/, because: 'a form of what rules know' },
  { texts: /^session-user$/, in: /^src\/(?:model|rules|flow)\//, because: 'what a source of a rule file gives' },
  {
    texts: /^(?:personal-data-object|credentials)$/,
    in: /^src\/flow\/personal-items\.ts$/,
    because: 'the data types of a person and of an environment of which no member is known, as `unclassified-input` is of a body',
  },
  { texts: /^(?:Credentials|Sensitive personal data)$/, in: /^src\/policy\/rule-infos\.ts$/, because: 'titles of tiers' },
  {
    texts: /^(?:[Rr]ecipient|recipient_name|recipientName|[Cc]ountry|Credentials|request|cookie|session-user)$/,
    in: /^src\/(?:report\/)?inventory\//,
    because: 'headings of the inventory, its tiers, kinds of sinks and of sources',
  },
  { texts: /^member$/, in: /^src\/inventory\/constants\.ts$/, because: 'what a step of a path reads' },
  { texts: /^user$/, in: /^src\/cli\//, because: 'who made the mistake' },
  {
    texts: /^(?:[a-z]{2}-[a-z]+|cn-resident-id|lat-lng)$/,
    in: /^src\/taxonomy\/checks\//,
    because: 'checks that the data asks for by name',
  },
  {
    texts: /prisma/,
    in: /^src\/(?:model\/schema-language|schema\/(?:readers|prisma)|workspace\/schemas)\.ts$/,
    because: 'a schema language, by its file ending',
  },
  {
    texts: /^graphql$/,
    in: /^src\/(?:model\/schema-language|schema\/(?:readers|graphql\/[a-z-]+)|workspace\/schemas|link\/(?:documents|generated-types|resolver-maps))\.ts$/,
    because: 'a schema language, as its parser and its files are called',
  },
  {
    texts: /^schema:document$/,
    in: /^src\/schema\/graphql\/operations\.ts$/,
    because: 'the module that the schema stage says its documents are of, so that rules tell what they describe',
  },
  {
    texts: /vue|svelte/i,
    in: /^src\/(?:cli\/(?:program|errors)|model\/endings|extract\/components\/svelte(?:-attributes)?|api\/code-version)\.ts$/,
    because: 'component files, by their ending, and the packages that read them',
  },
  { texts: /^yaml$/, in: /^src\/(?:api|config|model)\//, because: 'the form of rule files and configurations' },
  { texts: /^validator$/, in: /^src\/api\/code-version\.ts$/, because: 'a package that checks values here, by its version' },
];
