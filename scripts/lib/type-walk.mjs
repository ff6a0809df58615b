/** Steps of the rules' path language over types: which types a step leads to, and whether it leads anywhere at all. */
import ts from 'typescript';

/** Types that say nothing: whatever is asked of them may be there. */
const OPEN = ts.TypeFlags.Any | ts.TypeFlags.Unknown;
/** So many types of one value are looked at; a union of every event of a platform has thousands. */
const MOST = 400;
/** So many forms of one generic type: a chain of calls makes a new one at every call. */
const FORMS = 6;

export class TypeWalk {
  #checker;
  #source;

  constructor(checker, source) {
    this.#checker = checker;
    this.#source = source;
  }

  /** Of a type its parts: of a union each one, of a parameter its bound, of a promise also what it brings. */
  parts(type) {
    const found = new Set();
    const add = (one, depth) => {
      if (!one || found.size > MOST || found.has(one)) return;
      if (one.isUnion()) return void one.types.forEach((part) => add(part, depth));
      if (one.flags & ts.TypeFlags.TypeParameter || one.flags & ts.TypeFlags.Conditional || one.flags & ts.TypeFlags.IndexedAccess) {
        const bound = this.#checker.getBaseConstraintOfType(one);
        if (!bound || bound === one) found.add(this.#checker.getAnyType());
        else add(bound, depth);
        return;
      }
      if (one.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never)) return;
      found.add(one);
      if (depth < 2 && one.getProperty?.('then')) add(this.#checker.getAwaitedType(one), depth + 1);
    };
    add(type, 0);
    return [...found];
  }

  isOpen(types) {
    return types.some((type) => type.flags & OPEN);
  }

  member(types, name) {
    return this.#each(types, (type) => {
      const apparent = this.#checker.getApparentType(type);
      const symbol = apparent.getProperty(name);
      if (symbol) return [this.typeOf(symbol)];
      const byKey = apparent.getStringIndexType();
      return byKey ? [byKey] : [];
    });
  }

  anyMember(types) {
    return this.#each(types, (type) => {
      const properties = this.#checker.getApparentType(type).getProperties().slice(0, MOST);
      return [...properties.map((symbol) => this.typeOf(symbol)), type.getStringIndexType(), type.getNumberIndexType()].filter(Boolean);
    });
  }

  element(types) {
    return this.#each(types, (type) => {
      const element = type.getNumberIndexType();
      if (element) return [element];
      return /^(?:Readonly)?(?:Set|Iterable|Iterator|AsyncIterable|Generator)/.test(type.symbol?.name ?? '')
        ? this.#checker.getTypeArguments(type)
        : [];
    });
  }

  result(types) {
    return this.#each(types, (type) => type.getCallSignatures().map((signature) => signature.getReturnType()));
  }

  instance(types) {
    return this.#each(types, (type) => {
      const made = type.getConstructSignatures().map((signature) => signature.getReturnType());
      const prototype = made.length > 0 ? undefined : type.getProperty('prototype');
      return prototype ? [this.typeOf(prototype)] : made;
    });
  }

  /** Arguments of calls and of `new`; `last` is any. A decorator or component has the arguments of its function. */
  argument(types, index) {
    return this.#each(types, (type) =>
      [...type.getCallSignatures(), ...type.getConstructSignatures()].flatMap((signature) => this.#parameter(signature, index)),
    );
  }

  /** Of each named type a few forms, of all types a bounded number. */
  fewForms(types) {
    const seen = new Map();
    return types
      .filter(({ symbol }) => {
        if (!symbol || symbol.flags & ts.SymbolFlags.TypeLiteral) return true;
        const count = (seen.get(symbol) ?? 0) + 1;
        seen.set(symbol, count);
        return count <= FORMS;
      })
      .slice(0, MOST);
  }

  typeOf(symbol) {
    return this.#checker.getTypeOfSymbolAtLocation(symbol, this.#source);
  }

  #parameter(signature, index) {
    const parameters = signature.getParameters();
    if (index === 'last') return parameters.slice(-1).map((parameter) => this.typeOf(parameter));
    const rest = restOf(signature);
    if (rest && index >= parameters.length - 1) {
      const list = this.typeOf(parameters.at(-1));
      if (this.#checker.isTupleType(list)) {
        const inside = this.#checker.getTypeArguments(list);
        return [inside[index - parameters.length + 1] ?? list.getNumberIndexType()].filter(Boolean);
      }
      return [list.getNumberIndexType() ?? this.#checker.getAnyType()];
    }
    const parameter = parameters[index];
    return parameter ? [this.typeOf(parameter)] : [];
  }

  #each(types, step) {
    const found = new Set();
    for (const type of types) {
      if (type.flags & OPEN) found.add(type);
      else for (const next of step(type)) for (const part of this.parts(next)) found.add(part);
    }
    return this.fewForms([...found]);
  }
}

function restOf(signature) {
  const declaration = signature.getParameters().at(-1)?.valueDeclaration;
  return declaration !== undefined && ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined;
}
