/** Nothing of a scanned project is ever run: neither its code nor a config that is code nor a script that a manifest names. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scanPaths } from '../testing/compare-scans.js';
import { temporaryTree } from '../testing/temporary-tree.js';

const CODE = [
  'index.js',
  'src/main.ts',
  'base.js',
  'tsconfig.js',
  'waybill.config.js',
  'waybill.config.mjs',
  '.waybillrc.cjs',
  'next.config.js',
  'vite.config.ts',
  'prisma.config.ts',
  'drizzle.config.ts',
  'eslint.config.js',
  'babel.config.cjs',
  'metro.config.js',
  'node_modules/evil/index.js',
  'node_modules/evil/tsconfig.js',
  '.yarn/plugins/evil.cjs',
  '.pnp.cjs',
  '.pnp.loader.mjs',
];

it('whatever says that it is a config', async () => {
  const tree = temporaryTree({});
  const mark = join(tree.root, 'was-run');
  const touch = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '1')`;
  const files = Object.fromEntries(
    CODE.map((path) => [
      path,
      path.endsWith('.js') || path.endsWith('.cjs')
        ? `${touch};`
        : `import(${JSON.stringify(`data:text/javascript,${touch}`)}); console.log(user.email);`,
    ]),
  );
  const shell = `touch ${mark}`;
  const inner = temporaryTree({
    ...files,
    'package.json': {
      name: 'trap',
      main: 'index.js',
      scripts: Object.fromEntries(
        ['preinstall', 'install', 'postinstall', 'prepare', 'scan', 'waybill', 'build'].map((name) => [name, shell]),
      ),
      prisma: { seed: shell },
    },
    'tsconfig.json': {
      extends: ['./base.js', 'evil', './tsconfig.js'],
      compilerOptions: { plugins: [{ name: 'evil', transform: './base.js' }] },
    },
    'waybill.json': { extends: './waybill.config.js', rules: ['./waybill.config.js'] },
    'schema.prisma': 'generator client {\n  provider = "touch was-run"\n}\nmodel User {\n  email String\n}\n',
    '.gitattributes': '* filter=evil\n',
    '.git/config': `[core]\n\tfsmonitor = "${shell}"\n\thooksPath = hooks\n[filter "evil"]\n\tsmudge = "${shell}"\n`,
  });
  const ran = (): boolean => existsSync(mark) || existsSync(join(inner.root, 'was-run'));
  try {
    // A configuration is data: one that names code is refused.
    await expect(scanPaths(['.'], inner.root)).rejects.toThrow('the configuration is wrong');
    expect(ran()).toBe(false);
    rmSync(join(inner.root, 'waybill.json'));
    const result = await scanPaths(['.'], inner.root);
    expect(result.coverage.files.analysed).toBeGreaterThan(5);
    expect(ran()).toBe(false);
  } finally {
    tree.remove();
    inner.remove();
  }
});
