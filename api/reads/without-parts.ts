/** The value without the parts at these paths (`budget`, `amounts.plannedFen`). */
export const withoutParts = <T extends object>(value: T, paths: readonly string[]): T =>
  paths.reduce((left, path) => without(left, path.split('.')), value)

function without<T extends object>(value: T, [first = '', ...rest]: readonly string[]): T {
  const inner: unknown = (value as Record<string, unknown>)[first]
  if (rest.length === 0) {
    const { [first]: _hidden, ...left } = value as Record<string, unknown>
    return left as T
  }
  return typeof inner === 'object' && inner !== null ? { ...value, [first]: without(inner, rest) } : value
}
