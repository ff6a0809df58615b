/** The cache on disk: entries by key, in packed files. What they hold is the caller's affair. */
export { contentDigest, keysFor, type Key } from './key.js';
export { projectCacheFolder, sweepProjects, userCacheFolder } from './location.js';
export { CacheStore } from './store.js';
