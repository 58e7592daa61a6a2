/** Tests count steps or poll: a test that compares times fails on a busy machine, and proves nothing on a fast one. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { ROOT, readDocument } from './tables.ts'

/** These always measure elapsed time. */
const STOPWATCHES = [
  'performance',
  'perf_hooks',
  'node:perf_hooks',
  'hrtime',
  'uptime',
  'monitorEventLoopDelay',
]

/** Places in a source that use the machine's clock for more than a timestamp. */
function clocksIn(source: string): string[] {
  const file = ts.createSourceFile('test.ts', source, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (isStopwatch(node) || (readsClock(node) && !saysMoment(node))) {
      found.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.parent.getText()}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const isStopwatch = (node: ts.Node): boolean =>
  ts.isIdentifier(node)
    ? STOPWATCHES.includes(node.text)
    : ts.isStringLiteral(node) && ts.isImportDeclaration(node.parent) && STOPWATCHES.includes(node.text)

/** `Date.now()`, `Date()` and `new Date()`. */
function readsClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length
  return ts.isCallExpression(node) && ['Date.now', 'Date'].includes(node.expression.getText())
}

/** Whether the clock is read only for a timestamp in a message, or for a time far in the future, not for a comparison. */
function saysMoment(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isParenthesizedExpression(parent)) return saysMoment(parent)
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text === 'toISOString'
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.PlusToken
  return ts.isCallExpression(parent) && ['instant', 'dateOf'].includes(parent.expression.getText())
}

describe('a test', () => {
  it('compares no times', () => {
    const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    const sources = files.filter((file) => file.endsWith('.ts')).map((file) => `test/${file}`)
    expect(sources.length).toBeGreaterThan(100)
    const found = sources.flatMap((file) => clocksIn(readDocument(file)).map((place) => `${file}:${place}`))
    expect(found).toEqual([])
  })

  it.each([
    'const from = performance.now()',
    `import { performance } from 'node:perf_hooks'`,
    'const [seconds] = process.hrtime()',
    'expect(Date.now() - before).toBeLessThan(2_000)',
    'const before = Date.now()',
    'const before = new Date()',
    'while (Date.now() < end) await look()',
    'expect(Date.now()).toBeLessThan(end)',
    'const tookMs = new Date().getTime() - begun',
  ])('is reported if it contains %s', (line) => {
    expect(clocksIn(line)).not.toEqual([])
  })

  it.each([
    `vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })`,
    'const at = instant(Date.now())',
    'const inAYear = Date.now() + YEAR_MS',
    'const sent = { issuedAt: new Date().toISOString() }',
    `const monday = new Date('2026-03-02')`,
  ])('may contain %s', (line) => {
    expect(clocksIn(line)).toEqual([])
  })
})
