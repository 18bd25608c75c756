// What a package says of itself when it is packed: our tests and editors resolve packages to their sources by the condition
// `@everport/source`; a package that is installed has no sources.
const withoutSources = (exported) =>
  exported === null || typeof exported !== 'object'
    ? exported
    : Object.fromEntries(
        Object.entries(exported)
          .filter(([key]) => key !== '@everport/source')
          .map(([key, value]) => [key, withoutSources(value)]),
      )

module.exports = {
  hooks: {
    beforePacking: ({exports, ...pkg}) => ({...pkg, ...(exports && {exports: withoutSources(exports)})}),
  },
}
