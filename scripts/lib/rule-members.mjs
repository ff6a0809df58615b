/** Compares what a rule file names (exports, members, arguments, types) with the declarations of its modules. */
import ts from 'typescript';
import { namesInCode } from './package-text.mjs';
import { TypeWalk } from './type-walk.mjs';
import { typedModules } from './typed-modules.mjs';

/** Instances are made of one another (`client.child()` is a client): after so many rounds nothing new is met. */
const ROUNDS = 4;
/** Keys of a rule that hold places, and those that hold paths. */
const PLACE_KEYS = [
  'payload',
  'purpose',
  'except',
  'host',
  'from',
  'to',
  'member',
  'keep',
  'drop',
  'value',
  'paths',
  'by',
  'name',
  'nameFrom',
];
const RULE_LISTS = ['sinks', 'sources', 'propagators', 'sanitizers', 'settings', 'environments', 'builders'];

const listOf = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/**
 * @param rules   a rule file, as data
 * @param folder  where its packages are installed
 * @param language `parsePath` and `parsePlace` of src/rules/paths.ts, as built or as a test reads them
 * @returns `missing`: what neither the declarations nor the code have; `undeclared`: names that stand in the code alone; `checked` and
 *   `open`: how many names the declarations have, and how many stand on values without a type; `untyped`: modules without declarations
 */
export function compareRules(rules, folder, language) {
  return new Comparison(rules, folder, language).run();
}

class Comparison {
  #rules;
  #language;
  #walk;
  #checker;
  #modules;
  #instances = new Map();
  #missing = new Set();
  #undeclared = new Set();
  #inCode;
  #checked = 0;
  #open = 0;
  #quiet = false;

  constructor(rules, folder, language) {
    this.#rules = rules;
    this.#language = language;
    const names = modulesOf(rules);
    const { checker, source, symbols } = typedModules(names, folder);
    this.#checker = checker;
    this.#walk = new TypeWalk(checker, source);
    this.#modules = symbols;
    this.#inCode = namesInCode([...new Set(names.map(packageOf))], folder);
  }

  run() {
    this.#readInstances();
    for (const list of RULE_LISTS) for (const rule of this.#rules[list] ?? []) this.#rule(rule, list);
    for (const channel of this.#rules.channels ?? []) {
      for (const end of [...channel.write, ...channel.read, ...(channel.subscribe ?? [])]) this.#rule(end, 'channels');
    }
    for (const { name } of this.#rules.types ?? []) if (!name.includes('*')) this.#type(name, 'types');
    const untyped = [...this.#modules].filter(([, symbol]) => !symbol).map(([name]) => name);
    return { missing: [...this.#missing], undeclared: [...this.#undeclared], checked: this.#checked, open: this.#open, untyped };
  }

  #readInstances() {
    const declared = Object.entries(this.#rules.instances ?? {});
    for (const [name] of declared) this.#instances.set(name, []);
    this.#quiet = true;
    for (let round = 0; round <= ROUNDS; round++) {
      if (round === ROUNDS) this.#quiet = false;
      for (const [name, { at, types }] of declared) {
        const found = [
          ...listOf(types).flatMap((type) => this.#type(type, `instances.${name}.types`)),
          ...listOf(at).flatMap((path) => this.#path(path, `instances.${name}`).types),
        ];
        // What only its variable's name tells of, or another file, has no type here.
        this.#instances.set(name, at || types ? this.#walk.fewForms([...new Set(found)]) : [this.#checker.getAnyType()]);
      }
    }
  }

  /** Of several callees at least one has each place. */
  #rule(rule, list) {
    const types = [];
    const receivers = [];
    for (const text of listOf(rule.at)) {
      const { types: reached, before } = this.#path(text, list);
      // Of what a call gives, places are those of the call.
      types.push(...(list === 'sources' && text.endsWith('.ReturnValue') ? before : reached));
      receivers.push(...before);
    }
    const places = [
      ...PLACE_KEYS.flatMap((key) => (typeof rule[key] === 'boolean' ? [] : listOf(rule[key]))),
      ...listOf(list === 'channels' ? rule.key : undefined),
      ...(rule.when ?? []).map(({ place }) => place),
    ];
    for (const place of places) this.#place(place, [...new Set(types)], [...new Set(receivers)], `${list} at ${listOf(rule.at)[0]}`);
  }

  #exported(name, where) {
    const symbols = [...this.#modules.values()];
    // One module without types may hold what the others do not, and so may those that a wildcard stands for.
    if (this.#holdsMore()) return this.#met(this.#known(symbols.flatMap((module) => (module ? this.#exportOf(module, name) : []))));
    const types = symbols.flatMap((module) => this.#exportOf(module, name));
    return types.length > 0 ? this.#met(types) : this.#absent(`Export ${name}`, where, name);
  }

  #holdsMore() {
    return [...this.#modules.values()].some((symbol) => !symbol) || (this.#rules.modules ?? []).some((name) => name.includes('*'));
  }

  /** What is known of a value, or that nothing is. */
  #known(types) {
    return types.length > 0 ? types : [this.#checker.getAnyType()];
  }

  #exportOf(module, name) {
    const all = this.#checker.getExportsOfModule(module);
    if (name === '*') return all.flatMap((symbol) => this.#valueOf(symbol));
    if (name === 'default') {
      const whole = module.exports?.get('export=');
      if (whole) return this.#valueOf(whole);
    }
    const symbol = all.find((one) => one.name === name);
    // A module of CommonJS is its own default.
    if (!symbol && name === 'default') return this.#valueOf(module);
    return symbol ? this.#valueOf(symbol) : [];
  }

  #valueOf(symbol) {
    const target = symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
    return this.#walk.parts(this.#walk.typeOf(target));
  }

  #type(name, where) {
    const [first, ...rest] = name.split('.');
    const symbols = [...this.#modules.values()];
    let found = symbols.flatMap((module) => {
      if (!module) return [];
      const whole = first === 'default' ? module.exports?.get('export=') : undefined;
      return whole ? [whole] : this.#checker.getExportsOfModule(module).filter((symbol) => symbol.name === first);
    });
    for (const part of rest)
      found = found.flatMap((symbol) => this.#checker.getExportsOfModule(this.#target(symbol)).filter((one) => one.name === part));
    if (found.length === 0 && this.#holdsMore()) return this.#met(this.#known([]));
    if (found.length === 0) return this.#absent(`type ${name}`, where, rest.at(-1) ?? first);
    return this.#met(found.flatMap((symbol) => this.#walk.parts(this.#checker.getDeclaredTypeOfSymbol(this.#target(symbol)))));
  }

  #target(symbol) {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  #path(text, where) {
    const { root, steps } = this.#language.parsePath(text);
    let types = this.#root(root, `${where}: ${text}`);
    let before = types;
    for (const labels of steps) {
      const next = labels.flatMap((label) => {
        let reached = types;
        for (const one of [label].flat()) reached = this.#step(reached, one);
        return this.#judge(reached, types, [label].flat().join(' '), `${where}: ${text}`);
      });
      before = types;
      types = [...new Set(next)];
    }
    return { types, before };
  }

  #root(root, where) {
    switch (root.r) {
      case 'export':
        return root.names.flatMap((name) => this.#exported(name, where));
      case 'instance':
        return (root.library === undefined ? this.#instances.get(root.name) : undefined) ?? [this.#checker.getAnyType()];
      default:
        return [this.#checker.getAnyType()];
    }
  }

  #step(types, label) {
    const [kind, name] = label.split(':');
    switch (kind) {
      case 'm':
        return name === '*' ? this.#walk.anyMember(types) : this.#walk.member(types, name);
      case 'ret':
        return this.#walk.result(types);
      case 'new':
      case 'sub':
        return this.#walk.instance(types);
      case 'a':
      case 'p':
        return this.#walk.argument(types, name === 'last' ? name : Number(name));
      case 'el':
        return this.#walk.element(types);
      default:
        return [this.#checker.getAnyType()];
    }
  }

  #place(text, types, before, where) {
    const steps = this.#language.parsePlace(text, true);
    let current = types;
    for (const [index, step] of steps.entries()) {
      const next = this.#placeStep(step, current, before, steps[index + 1]);
      if (next === undefined) return;
      const found = next.flatMap(([name, reached]) => this.#judge(reached, current, `${name} of ${text}`, where));
      current = [...new Set(found)];
    }
  }

  /** Of each name in a step what it leads to; undefined: types say nothing of it. */
  #placeStep(step, types, before) {
    switch (step.s) {
      case 'argument': {
        const first = this.#walk.argument(types, step.from);
        if (step.to === step.from) return [[`Argument[${step.from}]`, first]];
        const last = step.to < 20 ? [[`Argument[${step.to}]`, this.#walk.argument(types, step.to)]] : [];
        return [[`Argument[${step.from}..]`, first], ...last];
      }
      case 'last':
        return [['Argument[last]', this.#walk.argument(types, 'last')]];
      case 'receiver':
        return [['Argument[this]', before]];
      case 'return':
        return [['ReturnValue', this.#walk.result(types).concat(this.#walk.instance(types))]];
      case 'member':
        return step.names.map((name) => [`Member[${name}]`, this.#walk.member(types, name)]);
      case 'any-member':
        return [['AnyMember', this.#walk.anyMember(types)]];
      case 'element':
        return [['Element', this.#walk.element(types)]];
      case 'parameter':
        return [[`Parameter[${step.index}]`, this.#walk.argument(types, step.index)]];
      default:
        return undefined;
    }
  }

  /** What a step led to, noted as found, as said by no type, or as missing. */
  #judge(reached, from, step, where) {
    if (from.length === 0) return [];
    if (reached.length > 0) return this.#met(reached);
    if (this.#walk.isOpen(from)) return this.#met([this.#checker.getAnyType()]);
    const named = /^(?:m:|Member\[)([^\]\s]+)/.exec(step)?.[1];
    return this.#absent(step.replace(/^m:/, 'Member ').replace(/^a:/, 'Argument ').replace(/^p:/, 'Parameter '), where, named);
  }

  #met(types) {
    if (this.#quiet) return types;
    if (this.#walk.isOpen(types)) this.#open++;
    else this.#checked++;
    return types;
  }

  /** @param name  of a member, export or type: it may stand in the code and be left out of the declarations */
  #absent(step, where, name) {
    if (this.#quiet) return [];
    if (name === undefined || !this.#inCode(name)) {
      this.#missing.add(`${where}: no ${step}`);
      return [];
    }
    this.#undeclared.add(`${where}: ${step}`);
    return [this.#checker.getAnyType()];
  }
}

/** Modules that can be imported: those with a wildcard stand for many, those of Node have no package. */
export function modulesOf(rules) {
  return (rules.modules ?? []).filter((name) => !name.includes('*') && !name.startsWith('node:') && !name.includes(':'));
}

/** The package that a module is in. */
export function packageOf(module) {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}
