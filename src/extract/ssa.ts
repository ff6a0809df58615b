/**
 * Which value a reassigned local variable holds at the present point of a function.
 *
 * Control flow is structured, so instead of basic blocks there is a stack of frames: a frame holds what was assigned
 * since a fork, a join makes phis of what differs. A loop's frame makes phis on demand (Braun et al. 2013, "Simple and
 * Efficient Construction of Static Single Assignment Form": incomplete phis), completed when its back edges are known.
 */
import type { ValueId } from '../model/facts.js';
import { Use, type Variable } from './scopes.js';

export type Definitions = Map<Variable, ValueId>;

/** The outcome of one way through the code, relative to the state before it. */
export interface Branch {
  readonly definitions: Definitions | undefined;
  /** False when control never reaches its end. */
  readonly alive: boolean;
}

interface Frame {
  readonly parent: Frame | undefined;
  definitions: Definitions | undefined;
  /** Of a loop: what a variable is at the loop's head. */
  readonly heads: Definitions | undefined;
  /** Of a loop: states that jumped out of it to a statement further out, which miss heads not known by then. */
  crossings: Definitions[] | undefined;
}

/** A statement that `break` (and of a loop: `continue`) can leave. */
export interface JumpTarget {
  readonly labels: readonly string[];
  /** `break` without a label ends here. */
  readonly plain: boolean;
  readonly isLoop: boolean;
  readonly breaks: Branch[];
  readonly continues: Branch[];
  breakBase: Frame;
  continueBase: Frame;
}

/** Makes the values a join needs, and bounds how many. */
export interface PhiFactory {
  phi(inputs: readonly ValueId[]): ValueId;
  emptyPhi(): ValueId;
  completePhi(phi: ValueId, inputs: readonly ValueId[]): void;
  undefinedValue(): ValueId;
  /** Told how many variables are looked at; throws when it was too often. */
  spend(variables: number): void;
}

export class Environment {
  private top: Frame = { parent: undefined, definitions: undefined, heads: undefined, crossings: undefined };
  /** False after `return`, `throw`, `break` …: what follows is dead code. */
  alive = true;
  private readonly targets: JumpTarget[] = [];
  /** Inside a try statement: everything assigned, as its handler may see any of it. */
  private assigned: Map<Variable, ValueId[]> | undefined;

  constructor(private readonly factory: PhiFactory) {}

  read(variable: Variable): ValueId | undefined {
    return this.readFrom(this.top, variable);
  }

  private readFrom(start: Frame | undefined, variable: Variable): ValueId | undefined {
    let frame = start;
    while (frame !== undefined) {
      const own = frame.definitions?.get(variable);
      if (own !== undefined) return own;
      if (frame.heads !== undefined) return this.readHead(frame, frame.heads, variable);
      frame = frame.parent;
    }
    return undefined;
  }

  private readHead(frame: Frame, heads: Definitions, variable: Variable): ValueId | undefined {
    const head = heads.get(variable);
    if (head !== undefined) return head;
    if (this.readFrom(frame.parent, variable) === undefined && (variable.uses & Use.Var) === 0) return undefined;
    const phi = this.factory.emptyPhi();
    heads.set(variable, phi);
    return phi;
  }

  write(variable: Variable, value: ValueId): void {
    (this.top.definitions ??= new Map()).set(variable, value);
    if (this.assigned !== undefined) remember(this.assigned, variable, value);
  }

  /** Runs `body` on the present state, takes its changes back and gives them. */
  branch(body: () => void): Branch {
    const frame: Frame = { parent: this.top, definitions: undefined, heads: undefined, crossings: undefined };
    const alive = this.alive;
    this.top = frame;
    body();
    this.top = frame.parent as Frame;
    const result: Branch = { definitions: frame.definitions, alive: this.alive };
    this.alive = alive;
    return result;
  }

  /** Goes on from all the branches that reach their end. */
  join(branches: readonly Branch[]): void {
    const live = branches.filter((branch) => branch.alive);
    if (live.length === 0) {
      this.alive = false;
      return;
    }
    const changed = new Set<Variable>();
    for (const branch of live) {
      if (branch.definitions !== undefined) for (const variable of branch.definitions.keys()) changed.add(variable);
    }
    this.factory.spend(changed.size * live.length);
    for (const variable of changed) this.joinVariable(variable, live);
  }

  private joinVariable(variable: Variable, live: readonly Branch[]): void {
    const inputs: ValueId[] = [];
    for (const branch of live) {
      const value = branch.definitions?.get(variable) ?? this.read(variable);
      if (value !== undefined) inputs.push(value);
      // A block's own variable is not visible after it; only a `var` is, as undefined.
      else if ((variable.uses & Use.Var) === 0) return;
      else inputs.push(this.factory.undefinedValue());
    }
    this.write(variable, this.factory.phi(inputs));
  }

  /** Runs a statement that `break` can leave (a labelled block, a switch). */
  breakable(labels: readonly string[], plain: boolean, body: (target: JumpTarget) => void): void {
    const target: JumpTarget = { labels, plain, isLoop: false, breaks: [], continues: [], breakBase: this.top, continueBase: this.top };
    this.targets.push(target);
    body(target);
    this.targets.pop();
  }

  /**
   * Runs a loop. `turn` builds one turn: it calls `exit()` where the loop's condition may end it and `body()` around
   * what `continue` leaves.
   */
  loop(labels: readonly string[], turn: (steps: { exit: () => void; body: (run: () => void) => void }) => void): void {
    const head: Frame = { parent: this.top, definitions: undefined, heads: new Map(), crossings: undefined };
    const inner: Frame = { parent: head, definitions: undefined, heads: undefined, crossings: undefined };
    const alive = this.alive;
    this.top = inner;
    const target: JumpTarget = { labels, plain: true, isLoop: true, breaks: [], continues: [], breakBase: head, continueBase: inner };
    this.targets.push(target);
    turn({
      exit: () => target.breaks.push(this.snapshot(head)),
      body: (run) => {
        const end = this.branch(run);
        this.join([end, ...target.continues]);
      },
    });
    this.targets.pop();
    this.completeHead(head, { definitions: inner.definitions, alive: this.alive });
    this.alive = alive;
    this.join(target.breaks);
  }

  private completeHead(head: Frame, backEdge: Branch): void {
    const heads = head.heads as Definitions;
    this.top = head;
    const written = backEdge.alive && backEdge.definitions !== undefined ? [...backEdge.definitions.keys()] : [];
    for (const variable of written) this.readHead(head, heads, variable);
    this.top = head.parent as Frame;
    for (const [variable, phi] of heads) {
      const entry = this.read(variable) ?? this.factory.undefinedValue();
      const back = backEdge.alive ? backEdge.definitions?.get(variable) : undefined;
      this.factory.completePhi(phi, back === undefined ? [entry] : [entry, back]);
    }
    for (const variable of written) {
      const phi = heads.get(variable);
      if (phi === undefined) continue;
      this.write(variable, phi);
      for (const crossing of head.crossings ?? []) if (!crossing.has(variable)) crossing.set(variable, phi);
    }
  }

  /** Everything assigned above `base`. */
  private snapshot(base: Frame): Branch {
    let merged: Definitions | undefined;
    for (let frame = this.top; frame !== base; frame = frame.parent) {
      if (frame.definitions !== undefined) {
        merged ??= new Map();
        for (const [variable, value] of frame.definitions) if (!merged.has(variable)) merged.set(variable, value);
      }
      if (frame.heads !== undefined) {
        merged ??= new Map();
        for (const [variable, value] of frame.heads) if (!merged.has(variable)) merged.set(variable, value);
        (frame.crossings ??= []).push(merged);
      }
      if (frame.parent === undefined) break;
    }
    if (merged !== undefined) this.factory.spend(merged.size);
    return { definitions: merged, alive: this.alive };
  }

  jumpBreak(label: string | undefined): void {
    const target = this.findTarget(label, false);
    if (target !== undefined) target.breaks.push(this.snapshot(target.breakBase));
    this.alive = false;
  }

  jumpContinue(label: string | undefined): void {
    const target = this.findTarget(label, true);
    if (target !== undefined) target.continues.push(this.snapshot(target.continueBase));
    this.alive = false;
  }

  private findTarget(label: string | undefined, loopOnly: boolean): JumpTarget | undefined {
    for (let i = this.targets.length - 1; i >= 0; i--) {
      const target = this.targets[i] as JumpTarget;
      if (label !== undefined ? target.labels.includes(label) : loopOnly ? target.isLoop : target.plain) return target;
    }
    return undefined;
  }

  /** Runs `body` and gives, beside its end, every value that each variable had on the way. */
  attempt(body: () => void): { end: Branch; assigned: ReadonlyMap<Variable, readonly ValueId[]> } {
    const outer = this.assigned;
    const mine = new Map<Variable, ValueId[]>();
    this.assigned = mine;
    const end = this.branch(body);
    this.assigned = outer;
    for (const values of mine.values()) this.factory.spend(values.length);
    if (outer !== undefined) for (const [variable, values] of mine) for (const value of values) remember(outer, variable, value);
    return { end, assigned: mine };
  }

  /** Sets each variable to any of the values it may have had when an exception left. */
  interrupted(assigned: ReadonlyMap<Variable, readonly ValueId[]>): void {
    for (const [variable, values] of assigned) {
      const before = this.read(variable);
      if (before === undefined && (variable.uses & Use.Var) === 0) continue;
      this.write(variable, this.factory.phi([before ?? this.factory.undefinedValue(), ...values]));
    }
  }

  /** Takes over what a block assigned that runs on every way (a `finally`). */
  apply(branch: Branch): void {
    if (branch.definitions !== undefined) for (const [variable, value] of branch.definitions) this.write(variable, value);
    if (!branch.alive) this.alive = false;
  }
}

function remember(assigned: Map<Variable, ValueId[]>, variable: Variable, value: ValueId): void {
  const values = assigned.get(variable);
  if (values === undefined) assigned.set(variable, [value]);
  else values.push(value);
}
