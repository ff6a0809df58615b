/** Names of the weaknesses that rules refer to, as the Common Weakness Enumeration 4.18 has them. */
import type { ReportingDescriptor, ToolComponent } from 'sarif';

const names: Readonly<Record<number, string>> = {
  200: 'Exposure of Sensitive Information to an Unauthorized Actor',
  201: 'Insertion of Sensitive Information Into Sent Data',
  209: 'Generation of Error Message Containing Sensitive Information',
  256: 'Plaintext Storage of a Password',
  311: 'Missing Encryption of Sensitive Data',
  312: 'Cleartext Storage of Sensitive Information',
  313: 'Cleartext Storage in a File or on Disk',
  315: 'Cleartext Storage of Sensitive Information in a Cookie',
  319: 'Cleartext Transmission of Sensitive Information',
  359: 'Exposure of Private Personal Information to an Unauthorized Actor',
  497: 'Exposure of Sensitive System Information to an Unauthorized Control Sphere',
  522: 'Insufficiently Protected Credentials',
  526: 'Cleartext Storage of Sensitive Information in an Environment Variable',
  532: 'Insertion of Sensitive Information into Log File',
  538: 'Insertion of Sensitive Information into Externally-Accessible File or Directory',
  540: 'Inclusion of Sensitive Information in Source Code',
  598: 'Use of GET Request Method With Sensitive Query Strings',
  615: 'Inclusion of Sensitive Information in Source Code Comments',
  798: 'Use of Hard-coded Credentials',
  922: 'Insecure Storage of Sensitive Information',
  1004: "Sensitive Cookie Without 'HttpOnly' Flag",
};

/** SARIF's name of the enumeration, by which results and rules refer to it. */
export const CWE = 'CWE';

/** The enumeration as a taxonomy with the given weaknesses, in their order. */
export function cweTaxonomy(ids: readonly number[]): ToolComponent {
  return {
    name: CWE,
    version: '4.18',
    organization: 'MITRE',
    informationUri: 'https://cwe.mitre.org/data/index.html',
    shortDescription: { text: 'The MITRE Common Weakness Enumeration' },
    isComprehensive: false,
    taxa: ids.map(taxon),
  };
}

function taxon(id: number): ReportingDescriptor {
  const name = names[id];
  return {
    id: String(id),
    helpUri: `https://cwe.mitre.org/data/definitions/${id}.html`,
    ...(name === undefined ? {} : { name, shortDescription: { text: name } }),
  };
}
