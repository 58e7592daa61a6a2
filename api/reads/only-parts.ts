type Parts = Readonly<Record<string, unknown>>
type Path = readonly string[]

/** Keeps only the parts at these paths (`form`, `amounts.investmentFen`). A null part stays null. */
export const onlyParts = (value: Parts, paths: readonly string[]): Parts =>
  partsAt(
    value,
    paths.map((path) => path.split('.')),
  )

function partsAt(value: Parts, paths: readonly Path[]): Parts {
  const names = new Set(paths.map(([first = '']) => first))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => names.has(name))
      .map(([name, inner]) => [
        name,
        within(
          inner,
          paths.flatMap(([first, ...rest]) => (first === name ? [rest] : [])),
        ),
      ]),
  )
}

const within = (inner: unknown, paths: readonly Path[]): unknown =>
  paths.some((path) => path.length === 0) || typeof inner !== 'object' || inner === null
    ? inner
    : partsAt(inner as Parts, paths)
