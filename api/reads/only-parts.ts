type Parts = Readonly<Record<string, unknown>>

/** Of a value the parts at these paths alone (`form`, `amounts.investmentFen`); null stays where nothing is. */
export function onlyParts(value: Parts, paths: readonly string[]): Parts {
  const split = paths.map((path) => path.split('.'))
  const names = new Set(split.map(([first = '']) => first))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => names.has(name))
      .map(([name, inner]) => [
        name,
        within(
          inner,
          split.flatMap(([first, ...rest]) => (first === name ? [rest] : [])),
        ),
      ]),
  )
}

const within = (inner: unknown, paths: readonly string[][]): unknown =>
  paths.some((path) => path.length === 0) || typeof inner !== 'object' || inner === null
    ? inner
    : onlyParts(
        inner as Parts,
        paths.map((path) => path.join('.')),
      )
