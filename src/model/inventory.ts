/** What is known of the personal data of a system: which there is, where it enters, is kept and leaves. Plain data. */
import type { Confidence, Coverage, CrossBorder, JurisdictionInfo, RecipientDetails, ScanResult } from './report.js';
import type { Severity } from './policy.js';
import type { Party, SinkKind } from './rules.js';
import type { NameStrength, Tier } from './taxonomy.js';

/** 1-based; `path` is relative to the scanned root. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

// ------------------------------------------------------------------------------------------------ what a scan surveys

/** A declared member that is personal data: of a type, or a column of a table. */
export interface PersonalMember {
  /** `email`; inside an inline object `address.street`. */
  readonly name: string;
  readonly dataType: string;
  readonly strength: NameStrength;
  readonly place: Place;
}

/** Something with declared members: a type of the code, or a table that a schema file or an ORM model declares. */
export interface Entity {
  readonly name: string;
  readonly kind: 'table' | 'type';
  /** Of a table: the library by whose rules it is one; `schema` for a schema file. Of a type: ''. */
  readonly declaredBy: string;
  readonly place: Place;
  /** Members that it declares itself. */
  readonly members: number;
  readonly personal: readonly PersonalMember[];
}

/** How data enters by an interface of a library or the platform, as rules name it. */
export type EntryShape = 'request-body' | 'query' | 'params' | 'headers' | 'form' | 'env' | 'event' | 'session-user' | 'api';

/** A place at which personal data enters. */
export interface DataEntry {
  /** As read: `body.email`, `req.ip`. */
  readonly source: string;
  readonly shape: EntryShape;
  readonly library: string;
  readonly dataType: string;
  readonly strength: NameStrength;
  readonly place: Place;
}

/** What declarations and interfaces say of the program's personal data, wherever it goes. */
export interface Survey {
  readonly entities: readonly Entity[];
  readonly entries: readonly DataEntry[];
}

// ----------------------------------------------------------------------------------------------------- the inventory

export interface LawReference {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string;
  /** Article or category of the data type in this law. */
  readonly reference: string;
}

/** Where data of a type enters. */
export interface InventoryEntry extends Place {
  readonly source: string;
  /** `name`: it is known by the name of a parameter or result alone. */
  readonly how: EntryShape | 'name' | 'literal';
  readonly library: string;
}

/** Where a type of the code declares it. */
export interface InventoryDeclaration extends Place {
  readonly type: string;
  readonly member: string;
}

export interface InventoryColumn extends Place {
  readonly table: string;
  readonly name: string;
}

/** A call at which data of a type is stored or leaves. */
export interface InventoryExit extends Place {
  readonly kind: SinkKind;
  readonly callee: string;
  readonly recipient: string;
  readonly recipientName: string;
  readonly country?: string;
  readonly party: Party;
  readonly crossBorder?: CrossBorder;
  /** Worst first: in clear, or only hashed or encrypted. */
  readonly form: 'clear' | 'hashed' | 'encrypted';
  /** The call is for this value (the address of a mail). */
  readonly purpose: boolean;
  readonly confidence: Confidence;
  /** Of the finding at this place that names the data type, when there is one. */
  readonly severity?: Severity;
  readonly print: string;
}

export interface InventoryDataType {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly tier: Tier | 'unclassified';
  /** What the tier means, in words. */
  readonly meaning: string;
  readonly laws: readonly LawReference[];
  readonly enters: readonly InventoryEntry[];
  readonly declared: readonly InventoryDeclaration[];
  readonly columns: readonly InventoryColumn[];
  /** Database, files, cookies, browser storage, queues. */
  readonly stored: readonly InventoryExit[];
  /** All other ways out. */
  readonly leaves: readonly InventoryExit[];
  readonly findings: number;
}

export interface InventoryTable extends Place {
  readonly name: string;
  readonly declaredBy: string;
  /** All columns that the declaration shows. */
  readonly columnCount: number;
  readonly columns: readonly (Place & {
    readonly name: string;
    readonly dataType: string;
    readonly title: string;
    readonly tier: Tier | 'unclassified';
  })[];
}

export interface InventoryRecipient extends RecipientDetails {
  readonly id: string;
  readonly name: string;
  readonly party: Party;
  readonly crossBorder?: CrossBorder;
  readonly kinds: readonly SinkKind[];
  readonly dataTypes: readonly { readonly id: string; readonly title: string; readonly tier: Tier | 'unclassified' }[];
  readonly calls: number;
  readonly places: readonly Place[];
}

export interface Inventory {
  readonly tool: ScanResult['tool'];
  /** Names of the policies that judged; absent: the default alone. */
  readonly policies?: readonly string[];
  /** Where the data is at home; absent where the configuration names none. */
  readonly jurisdictions?: readonly JurisdictionInfo[];
  /** What it was narrowed to. */
  readonly filter: { readonly dataTypes: readonly string[]; readonly recipients: readonly string[]; readonly confidence: Confidence };
  readonly summary: {
    readonly dataTypes: number;
    readonly tables: number;
    /** Tables that have personal data, and their columns with it. */
    readonly personalTables: number;
    readonly personalColumns: number;
    readonly recipients: number;
    readonly thirdParties: number;
    /** ISO 3166 codes of third parties. */
    readonly countries: readonly string[];
    /** Recipients outside the jurisdictions; absent where the configuration names none. */
    readonly crossBorder?: number;
    readonly findings: number;
  };
  readonly dataTypes: readonly InventoryDataType[];
  readonly tables: readonly InventoryTable[];
  readonly recipients: readonly InventoryRecipient[];
  /** What was looked at, and what was not. */
  readonly coverage: Coverage;
}
