import { describe, expect, it } from 'vitest';
import type { CallFact, FileFacts } from '../../model/facts.js';
import { factsOf } from '../../testing/facts-of.js';
import { printFunction } from '../../testing/print-facts.js';

/** The text of the file at each call's name, of all functions. */
function calledAt(text: string, path: string): string[] {
  return callsOf(factsOf(text, path)).map((call) => text.slice(...call.at));
}

function callsOf(facts: FileFacts): CallFact[] {
  return facts.functions.flatMap(({ calls }) => calls).sort((a, b) => a.at[0] - b.at[0]);
}

function argumentsOf(text: string, path: string, callee: string): string[] {
  const found = callsOf(factsOf(text, path)).filter((call) => text.slice(...call.at) === callee);
  return found.flatMap(({ args }) => args.map(({ at }) => text.slice(...at)));
}

const VUE = `<template>
  <!-- 名 😀 -->
  <guest-card v-for="({ id, name }, at) in rooms.guests" :key="id" :label="name" plain @chosen.once="keep(name); note(at)" v-model:open="state.open" />
  <p v-if="a &amp;&amp; b">{{ shown(id) }}</p>
  <p v-else-if="c" v-html="raw(c)"></p>
  <b v-else :style="{ color: paint(d) }">text</b>
  <Grid #cell="{ row }"><i @click="() => pick(row)"/></Grid>
  <component :is="choose()" v-bind="rest()" />
</template>
<script setup lang="ts">
import GuestCard from './GuestCard.vue';
const props = defineProps<{ rooms: Rooms }>();
first(props.rooms as unknown);
</script>
<script lang="ts">
export const outside = second();
</script>
`;

const SVELTE = `<script context="module">
  export const outside = first();
</script>
<script>
  import Row from './Row.svelte';
  import { held } from './stores';
  export let rooms = [];
  $: total = count(rooms);
</script>
<svelte:head><title>{name()}</title></svelte:head>
{#each rooms as { id, label }, at (id)}
  <Row {id} text="no {label} here" on:click={() => pick(label)} bind:open={at.open} class:old={old(id)} let:cell>{cell}{show(total)}</Row>
{:else}{@html empty($held)}{/each}
{#if a}{one()}{:else if b}{two()}{:else}{three()}{/if}
{#await load() then found}{use(found)}{:catch e}{fail(e)}{/await}
{#snippet part(x)}{inner(x)}{/snippet}{@render part(4)}
{@const made = build()}
<style lang="scss">p { b { color: red } }</style>
`;

describe('component files', () => {
  it('have the calls of their scripts and of their markup, each at its place', () => {
    expect(calledAt(VUE, 'a.vue')).toEqual([
      'guest-card',
      'keep',
      'note',
      'p',
      'shown',
      'p',
      'raw',
      'b',
      'paint',
      'Grid',
      'i',
      'pick',
      'choose',
      'choose()',
      'rest',
      'first',
      'second',
    ]);
    expect(calledAt(SVELTE, 'a.svelte')).toEqual([
      'first',
      'count',
      'svelte:head',
      'title',
      'name',
      'Row',
      'pick',
      'old',
      'show',
      'empty',
      'one',
      'two',
      'three',
      'load',
      'use',
      'fail',
      'inner',
      'part',
      'build',
    ]);
  });

  it('have arguments at their places', () => {
    expect(argumentsOf(VUE, 'a.vue', 'keep')).toEqual(['name']);
    expect(argumentsOf(VUE, 'a.vue', 'shown')).toEqual(['id']);
    expect(argumentsOf(VUE, 'a.vue', 'first')).toEqual(['props.rooms as unknown']);
    expect(argumentsOf(SVELTE, 'a.svelte', 'pick')).toEqual(['label']);
    expect(argumentsOf(SVELTE, 'a.svelte', 'empty')).toEqual(['$held']);
  });

  it('are functions of what they are handed', () => {
    for (const [text, path] of [
      [VUE, 'a.vue'],
      [SVELTE, 'a.svelte'],
    ] as const) {
      const facts = factsOf(text, path);
      expect(facts.problems).toEqual([]);
      const exported = facts.exports.find(({ name }) => name === 'default');
      const value = facts.functions[0]?.values[exported?.value ?? -1];
      const fn = value?.op === 'function' ? facts.functions[value.function] : undefined;
      expect(fn?.params.map(({ name }) => name)).toEqual(['$props']);
      expect(fn?.span).toEqual([0, text.length]);
      expect(facts.exports.map(({ name }) => name).sort()).toEqual(['default', 'outside']);
    }
    const [, vue] = factsOf(VUE, 'a.vue').functions;
    expect(vue?.params[0]?.type).toMatchObject({ t: 'object', members: [{ key: 'rooms' }] });
    const [, svelte] = factsOf(SVELTE, 'a.svelte').functions;
    expect(svelte?.params[0]?.type).toMatchObject({ t: 'object', members: [{ key: 'rooms' }] });
  });

  it('take names that no script declares from what they are handed', () => {
    const facts = factsOf(`<template><b @click="send(user.email, Math.max(1, 2))" /></template>`, 'a.vue');
    const handler = facts.functions.find(({ kind }) => kind === 'arrow');
    expect(handler && printFunction(handler, facts)).toContain('email');
    expect(facts.functions[1]?.values.filter((value) => value.op === 'load').map((value) => value.op === 'load' && value.key)).toEqual([
      'send',
      'user',
    ]);
  });

  it('tell the parent of events by what it handed down', () => {
    const text = `<script setup>
const tell = defineEmits(['chosen-one']);
tell('chosen-one', 4);
</script>
<template><b @click="$emit('closed', 5)" /></template>`;
    const facts = factsOf(text, 'a.vue');
    const keys = facts.functions.flatMap(({ values, calls }) =>
      calls.map(({ callee }) => values[callee]).map((value) => (value?.op === 'load' ? value.key : value?.op)),
    );
    expect(keys).toEqual(['global', 'onChosenOne', 'const', 'onClosed']);
  });

  it('read values of stores by `$name`, and know what is assigned', () => {
    const facts = factsOf(`<script>import { held } from './s'; print($held); $: double = $held; print(double);</script>`, 'a.svelte');
    const [, fn] = facts.functions;
    const held = fn?.values.findIndex((value) => value.op === 'import');
    expect(fn?.calls.map(({ args }) => args[0]?.value)).toEqual([held, held]);
  });

  it('know the types of props that are told by values', () => {
    const text = `<script setup lang="ts">const p = defineProps({ email: String, owner: { type: Object as PropType<User>, required: true }, x: Custom })</script>`;
    const type = factsOf(text, 'a.vue').functions[1]?.params[0]?.type;
    expect(type).toMatchObject({
      t: 'object',
      members: [{ key: 'email', type: { t: 'prim', name: 'string' } }, { key: 'owner', type: { t: 'name', name: 'User' } }, { key: 'x' }],
    });
  });

  it('have the directives of both kinds of comments', () => {
    const text = `<script setup>
// waybill-ignore-next-line one
a();
</script>
<template>
  <!-- waybill-ignore-next-line two -->
  <b @click="c('// waybill-ignore-next-line none')" />
</template>
`;
    const { directives } = factsOf(text, 'a.vue');
    expect(directives.map((one) => one.text)).toEqual(['waybill-ignore-next-line one', 'waybill-ignore-next-line two']);
    expect(directives.map(({ following }) => text.slice(following).split('\n', 1)[0])).toEqual([
      'a();',
      `<b @click="c('// waybill-ignore-next-line none')" />`,
    ]);
  });
});

describe('component files with errors', () => {
  it('lose the piece of code that does not parse, and say where', () => {
    const text = `<template><b :a="one(" :c="two()" @d="three()" /></template>`;
    const facts = factsOf(text, 'a.vue');
    expect(facts.problems.map((p) => [p.message, text.slice(...p.at)])).toEqual([['This code in the markup could not be parsed', 'one(']]);
    expect(calledAt(text, 'a.vue')).toEqual(['b', 'two', 'three']);
  });

  it('keep their scripts when the markup can not be read', () => {
    const text = `<script>\n  one();\n</script>\n{#if a}{/each}\n`;
    const facts = factsOf(text, 'a.svelte');
    expect(facts.problems).toHaveLength(1);
    expect(facts.problems[0]?.message).toMatch(/^The component's markup could not be read: /);
    expect(calledAt(text, 'a.svelte')).toEqual(['one']);
  });

  it('say what is wrong with the markup, and read the rest', () => {
    const text = `<script setup>one();</script>\n<template><div><b :a="two()"></div></template>`;
    expect(factsOf(text, 'a.vue').problems.map((p) => p.message)).toEqual([`The component's markup: Element is missing end tag.`]);
    expect(calledAt(text, 'a.vue')).toEqual(['one', 'div', 'b', 'two']);
  });

  it('say that another language of markup is not read', () => {
    const text = `<script setup>one();</script>\n<template lang="pug">\nb(:a="two()")\n</template>`;
    expect(factsOf(text, 'a.vue').problems.map((p) => p.message)).toEqual([`The component's markup is written in pug, which is not read`]);
    expect(calledAt(text, 'a.vue')).toEqual(['one']);
  });

  it('have the syntax errors of their scripts at their places', () => {
    const text = `<template><b/></template>\n<script setup>\nconst = one();\n</script>`;
    expect(factsOf(text, 'a.vue').problems[0]?.at).toEqual([text.indexOf('='), text.indexOf('=') + 1]);
  });

  it('may be empty, or have no script', () => {
    for (const path of ['a.vue', 'a.svelte']) {
      expect(factsOf('', path).problems).toEqual([]);
      expect(factsOf('just text', path).problems).toEqual([]);
    }
  });
});
