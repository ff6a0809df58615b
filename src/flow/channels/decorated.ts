/** What decorators of classes and methods stand at. */
import type { ClassId, FunctionId } from '../../model/facts.js';
import type { CallSiteRef, FileId, FunctionRef, Program } from '../../model/program.js';

/** A method, with what channels ask of it. */
export interface Method extends FunctionRef {
  readonly name: string;
  /** Whether it carries a decorator itself. */
  readonly decorated: boolean;
}

/** A class, or a method of it. */
export interface Decorated {
  readonly file: FileId;
  readonly class: ClassId;
  readonly method?: Method;
}

/** @returns nothing when the call is no decorator of a class or method */
export function decoratedBy(program: Program, { file, function: fn, call }: CallSiteRef): Decorated | undefined {
  const facts = program.graph.files[file]!;
  if (facts.functions[fn]!.calls[call]?.kind !== 'decorator') return undefined;
  for (const [cls, { function: scope, decorators, members }] of facts.classes.entries()) {
    if (scope !== fn) continue;
    if (decorators?.includes(call)) return { file, class: cls };
    const member = members.find((m) => m.decorators?.includes(call));
    if (member) return member.function === undefined ? undefined : { file, class: cls, method: method(file, member.function, member.name) };
  }
  return undefined;
}

/** Methods of a class that are written in it. */
export function methodsOf(program: Program, file: FileId, cls: ClassId): readonly Method[] {
  return program.graph.files[file]!.classes[cls]!.members.flatMap((m) =>
    m.kind === 'method' && m.function !== undefined ? [{ ...method(file, m.function, m.name), decorated: m.decorators !== undefined }] : [],
  );
}

function method(file: FileId, fn: FunctionId, name: string): Method {
  return { file, function: fn, name, decorated: true };
}
