/** The README explains a warning of `npm ci`: packages of the lock file that need a newer Node than 20. */
import { expect, test } from 'vitest'
import { readDocument } from './tables.ts'

interface Locked {
  packages: Record<string, { engines?: { node?: string } }>
}

const NODE = 20

/** `^20.19.0 || >=22.12.0`: one of the alternatives takes Node 20. */
function takesNode20(range: string): boolean {
  return range.split('||').some((part) => {
    const [, comparison = '', major = NODE] = /^\s*([<>=^~]*)\s*v?(\d+)/.exec(part) ?? []
    return comparison.startsWith('>') ? Number(major) <= NODE : Number(major) === NODE
  })
}

test('two packages need a newer Node, as the README says', () => {
  const { packages } = JSON.parse(readDocument('package-lock.json')) as Locked
  const asking = Object.entries(packages).flatMap(([path, { engines }]) =>
    engines?.node && !takesNode20(engines.node) ? [path.replace(/^.*node_modules\//, '')] : [],
  )
  expect(asking).toEqual(['content-disposition', 'cookie'])
  expect(readDocument('README.md')).toContain('`EBADENGINE` (on Node 20) names two packages')
  expect(readDocument('README.zh-CN.md')).toContain('`EBADENGINE`（Node 20 上）说的是两个')
})
