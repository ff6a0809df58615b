/**
 * Names are evidence for origins only: a local whose definition resolves may be called anything.
 *
 * What keeps its name here is what a name counts at: parameters, members, exports, types, and locals that hold what a
 * library's call gave when nothing but their name says what it is (`OPAQUE`). Everything else is renamed.
 */
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScanResult } from '../model/report.js';
import { findingDifference, NO_DIFFERENCE, scanFiles, sinkDifference } from '../testing/compare-scans.js';
import { COURIER_PATHS, courierFiles } from '../testing/courier.js';
import { renameLocals, type LocalDeclaration, type RenameOptions } from '../testing/rename-locals.js';

/** Calls that give something of which only the variable's name tells what it is. */
const OPAQUE: Readonly<Record<string, string>> = {
  useState: 'what a user types into a form: the state has no type but its start value',
  randomBytes: 'random bytes are a token only because they are called one',
};

const files = courierFiles();
const rename = (renames: RenameOptions['renames']) => renameLocals(files, { paths: COURIER_PATHS, renames });
const count = (renamed: ReturnType<typeof rename>): number => [...renamed.names.values()].reduce((sum, names) => sum + names.size, 0);

function isImport(node: LocalDeclaration): boolean {
  return ts.isImportClause(node) || ts.isImportSpecifier(node) || ts.isNamespaceImport(node);
}

/** Whether a local holds what an opaque call gave, through members, methods and destructuring; a type argument makes it known. */
function isOpaque(node: LocalDeclaration): boolean {
  let holder: ts.Node = node;
  while (ts.isBindingElement(holder) || ts.isBindingName(holder)) holder = holder.parent;
  if (!ts.isVariableDeclaration(holder)) return false;
  for (let value: ts.Node | undefined = holder.initializer; value; value = 'expression' in value ? (value.expression as ts.Node) : undefined) {
    if (ts.isCallExpression(value) && ts.isIdentifier(value.expression)) return value.expression.text in OPAQUE && !value.typeArguments;
  }
  return false;
}

describe('names of the courier fixture', () => {
  let before: ScanResult;
  beforeAll(async () => {
    before = await scanFiles(files);
  });

  it('do not count at locals whose definition resolves', async () => {
    const renamed = rename((node) => !isImport(node) && !isOpaque(node));
    expect(count(renamed)).toBeGreaterThan(400);
    const after = await scanFiles(renamed.files);
    expect(findingDifference(before, after)).toEqual(NO_DIFFERENCE);
    expect(sinkDifference(before, after)).toEqual(NO_DIFFERENCE);
  }, 60_000);

  it('do not count at imports: what was imported is known by its module', async () => {
    const renamed = rename(isImport);
    expect(count(renamed)).toBeGreaterThan(300);
    const after = await scanFiles(renamed.files);
    expect(findingDifference(before, after)).toEqual(NO_DIFFERENCE);
    expect(sinkDifference(before, after)).toEqual(NO_DIFFERENCE);
  }, 60_000);

  it('count at what opaque calls gave', async () => {
    const renamed = rename(isOpaque);
    const { lost } = findingDifference(before, await scanFiles(renamed.files));
    expect(lost.filter((key) => key.includes('reset-token'))).toHaveLength(1);
    expect(lost.filter((key) => key.startsWith('apps/web/src/components/LoginForm.tsx'))).not.toHaveLength(0);
  }, 60_000);
});
