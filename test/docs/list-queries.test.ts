/** Runs the list queries in the documents against the real server. */
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { prepareNamespaceAt } from '#stack/namespace.ts'
import { SEARCH_ATTRIBUTES } from '#wire/search-attributes.ts'
import { ROOT, readDocument, sectionOf } from './tables.ts'

const NAMESPACE = `list_queries_${process.pid}`
const FIELDS = [...Object.keys(SEARCH_ATTRIBUTES), 'WorkflowType', 'WorkflowId', 'ExecutionStatus']
const COMPARED = String.raw`(=|!=|<=?|>=?|(IN|IS|NOT|BETWEEN|STARTS_WITH)\b) *\S`
const QUERY = new RegExp(`^(${FIELDS.join('|')}) ${COMPARED}`)

/** Lines of code blocks, and inline code, that compare a field of a list. */
function queriesIn(markdown: string): string[] {
  const lines = [...markdown.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, code = '']) =>
    code.split('\n'),
  )
  const inline = [...markdown.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
  return [...lines, ...inline].map((code) => code.trim()).filter((code) => QUERY.test(code))
}

const documents = [
  'README.md',
  'README.zh-CN.md',
  ...readdirSync(resolve(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
]
const shown = documents.flatMap((file) =>
  queriesIn(readDocument(file)).map((query) => [file, query] as const),
)

describe('a list query', () => {
  let connection: Connection
  let client: Client

  beforeAll(async () => {
    const { temporalAddress } = inject('servers')
    await prepareNamespaceAt(temporalAddress, NAMESPACE)
    connection = await Connection.connect({ address: temporalAddress })
    client = new Client({ connection, namespace: NAMESPACE })
  })

  afterAll(() => connection?.close())

  const count = async (query: string): Promise<number> => (await client.workflow.count(query)).count
  const listed = (query: string) =>
    connection.workflowService.listWorkflowExecutions({ namespace: NAMESPACE, query })

  test('is in the section on the Temporal UI', () => {
    const section = sectionOf(readDocument('docs/operations.md'), '## What to look at in the Temporal UI')
    expect(queriesIn(section).length).toBeGreaterThan(2)
  })

  test.each(shown)('in %s is answered by the server: %s', async (_file, query) => {
    expect((await listed(query)).executions).toEqual([])
    expect(await count(query)).toBe(0)
  })

  test('cannot be sorted, as the operators’ page says', async () => {
    await expect(listed(`CaseTurn = 'approver@ndrc' ORDER BY CaseDue`)).rejects.toThrow(/ORDER BY/)
    expect(readDocument('docs/operations.md')).toContain('`ORDER BY` is refused')
  })
})
