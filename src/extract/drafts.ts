/** Facts while they are being built: the same plain data, still writable. */
import type {
  ArgFact,
  CallFact,
  ClassFacts,
  ClassMemberFact,
  FunctionFacts,
  Guard,
  ParamFact,
  StoreFact,
  ThrowFact,
  Value,
} from '../model/facts.js';

type Writable<T> = T extends unknown ? { -readonly [K in keyof T]: T[K] } : never;

export type ValueDraft = Writable<Value>;
export type GuardDraft = Writable<Guard>;
export type ArgDraft = Writable<ArgFact>;
export type StoreDraft = Writable<StoreFact>;
export type ThrowDraft = Writable<ThrowFact>;
export type ParamDraft = Writable<ParamFact>;
export type CallDraft = Omit<Writable<CallFact>, 'args'> & { args: ArgDraft[] };
export type MemberDraft = Writable<ClassMemberFact>;
export type ClassDraft = Omit<Writable<ClassFacts>, 'members'> & { members: MemberDraft[] };
export type FunctionDraft = Writable<FunctionFacts>;
