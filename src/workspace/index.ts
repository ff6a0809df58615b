/** The workspace stage: which files, packages, configs and ignore rules there are, and where an import leads. */
export { findEnclosingWorkspace } from './enclosing.js';
export { openWorkspace, type OpenOptions } from './open.js';
export { createResolver } from './resolution/resolver.js';
