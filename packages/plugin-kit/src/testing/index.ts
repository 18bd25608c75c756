/** For tests of source plugins, under vitest. */
export {describeSource, type SourceTests} from './describe-source.js'
export type {FixtureInput} from './input/fixture.js'
export {generatedTree} from './input/generated-tree.js'
export {bytesInUse} from './memory.js'
export * from './read-all.js'
