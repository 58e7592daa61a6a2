import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiWorld, type Call, openApiWorld } from './api-world.ts'
import { DIGEST, stageForm } from './stage-form.ts'

// Rows of the list of bad inputs (reliability §4), by their numbers. None may be a 5xx or store anything.

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
})
afterAll(() => world.close())

const LEAD = { as: 'zhou-kai', role: 'departmentLead' } as const
const json = JSON.stringify(stageForm())
const withField = (field: string, literal: string): string =>
  json.replace(new RegExp(`"${field}":("[^"]*"|[\\d]+)`), `"${field}":${literal}`)

interface Row {
  row: string
  call: Call
  status: number
  slug: string
  pointer?: string
}

const money = (literal: string, row: string): Row => ({
  row: `${row} amount ${literal.slice(0, 24)}`,
  call: { raw: withField('investmentFen', literal) },
  status: 422,
  slug: 'invalid-money',
  pointer: '/investmentFen',
})

const title = (value: string, row: string, slug = 'invalid-text'): Row => ({
  row: `${row} title`,
  call: { raw: withField('title', value) },
  status: 422,
  slug,
  pointer: '/title',
})

const field = (
  changes: Record<string, unknown>,
  row: string,
  { slug, pointer }: { slug: string; pointer: string },
): Row => ({ row, call: { body: stageForm(changes) }, status: 422, slug, pointer })

const malformed = (raw: string | Buffer, row: string): Row => ({
  row,
  call: { raw },
  status: 400,
  slug: 'malformed-json',
})

const media = (headers: Record<string, string>, row: string): Row => ({
  row,
  call: { raw: json, headers },
  status: 415,
  slug: 'unsupported-media-type',
})

const ROWS: Row[] = [
  money('-1', '1'),
  money('1e400', '2'),
  malformed(withField('investmentFen', 'NaN'), '3 NaN'),
  money('"12"', '4'),
  field({ title: 12 }, '4 a number where text is wanted', { slug: 'invalid-request', pointer: '/title' }),
  money('null', '5'),
  money('true', '5'),
  money('""', '5'),
  money('12.345', '6'),
  money('9007199254740993', '7'),
  money('"9223372036854775808"', '8'),
  money('"１２３"', '9'),
  money('"1,000"', '9'),
  money('"壹"', '9'),
  money('-0', '10'),
  money('"007"', '10'),
  money('"0x10"', '10'),
  money('" 12 "', '10'),
  title('""', '13 empty'),
  title('"   "', '13 blank'),
  title('"\\u200b"', '13 invisible'),
  title('"a\\u0000b"', '14 zero character'),
  title('"\\ud800"', '15 half a surrogate pair'),
  title('"a\\u202eb"', '16 reordering'),
  title('"a\\u2066b"', '16 isolate'),
  title(`"${'字'.repeat(201)}"`, '19 long', 'too-long'),
  title(`"e${'\\u0301'.repeat(10_000)}"`, '19 combining', 'too-long'),
  title('"a\\r\\nb"', '21 line break'),
  field({ track: 'new' }, '27 unknown word', { slug: 'invalid-request', pointer: '/track' }),
  field({ track: 0 }, '27 number for a word', { slug: 'invalid-request', pointer: '/track' }),
  field({ projectCode: '2020-52-65' }, '29 project code', { slug: 'invalid-code', pointer: '/projectCode' }),
  malformed('{"name":"a"', '31 truncated'),
  malformed('', '32 empty'),
  { row: '33 list', call: { raw: '[]' }, status: 422, slug: 'invalid-request', pointer: '' },
  { row: '33 text', call: { raw: '"x"' }, status: 422, slug: 'invalid-request', pointer: '' },
  { row: '33 null', call: { raw: 'null' }, status: 422, slug: 'invalid-request', pointer: '' },
  malformed(json.replace('{', '{"investmentFen":1,'), '34 given twice'),
  malformed(json.replace('{', '{"__proto__":{"a":1},'), '35 __proto__'),
  malformed(json.replace('{', '{"\\u005f_proto__":{"a":1},'), '35 __proto__ escaped'),
  malformed(json.replace('{', '{"constructor":{"prototype":{}},'), '35 constructor'),
  {
    row: '36 10 MB',
    call: { raw: `{"title":"${'x'.repeat(10_000_000)}"}` },
    status: 413,
    slug: 'payload-too-large',
  },
  malformed(`${'['.repeat(100_000)}${']'.repeat(100_000)}`, '37 deep'),
  field({ files: Array(301).fill({ kind: 'other', digest: DIGEST }) }, '38 many items', {
    slug: 'too-many',
    pointer: '/files',
  }),
  media({ 'content-type': 'text/plain' }, '39 text'),
  media({ 'content-type': 'application/xml' }, '39 xml'),
  media({ 'content-type': 'application/x-www-form-urlencoded' }, '39 form'),
  media({ 'content-type': 'application/json; charset=gbk' }, '40 gbk'),
  media({ 'content-type': 'application/json; charset=utf-16' }, '40 utf-16'),
  {
    row: '41 html',
    call: { raw: json, headers: { accept: 'text/html' } },
    status: 406,
    slug: 'not-acceptable',
  },
  media({ 'content-encoding': 'gzip' }, '42 gzip'),
  { row: '49 no key', call: { raw: json, key: null }, status: 400, slug: 'idempotency-key-missing' },
  {
    row: '52 long key',
    call: { raw: json, key: 'k'.repeat(300) },
    status: 400,
    slug: 'idempotency-key-missing',
  },
  field({ status: 'approved' }, '3.4 A3 mass assignment', { slug: 'unknown-field', pointer: '/status' }),
  malformed(Buffer.from([0x7b, 0xff, 0x7d]), 'not UTF-8'),
  malformed(`\ufeff${json}`, 'byte order mark'),
]

describe('starting a project with bad input', () => {
  it.each(ROWS)('$row', async ({ call, status, slug, pointer }) => {
    const answer = await world.call('POST', '/v1/projects', { ...LEAD, ...call })
    expect({ status: answer.status, type: answer.json.type }).toEqual({
      status,
      type: `urn:tongchou:problem:${slug}`,
    })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    if (pointer !== undefined) {
      expect(answer.json.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
    }
    expect(JSON.stringify(answer.json)).not.toMatch(/at .*\.ts|node_modules/)
  })

  it('stores nothing', async () => {
    const { rows } = await world.pool.query(
      `select 1 from request union all select 1 from case_head where kind = 'project'`,
    )
    expect(rows).toEqual([])
  })

  it('says that a content type is needed when there is none', async () => {
    const { statusCode } = await world.app.inject({
      method: 'POST',
      url: '/v1/projects',
      headers: { authorization: `Bearer ${(await world.issuer.issue(LEAD_CLAIMS)).accessToken}` },
    })
    expect(statusCode).toBe(415)
  })
})

const LEAD_CLAIMS = { person: 'zhou-kai', role: 'departmentLead', org: 'mca-it' } as never
const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057'

describe('addresses and queries', () => {
  const gets: [string, string, number][] = [
    ['43 wrong method', `/v1/projects/${NOBODY}/admit`, 405],
    ['44 zero byte', '/v1/projects/%00', 404],
    ['44 path up', '/v1/projects/..%2f..%2fetc', 404],
    ['44 long id', `/v1/projects/${'x'.repeat(180)}`, 404],
    ['44 broken percent', '/v1/projects/%zz', 404],
    ['44 long address', `/v1/projects?title=${'x'.repeat(9000)}`, 414],
    ['45 not a UUID', '/v1/projects/abc', 404],
    ['45 upper case', `/v1/projects/${NOBODY.toUpperCase()}`, 404],
    ['45 braces', `/v1/projects/%7B${NOBODY}%7D`, 404],
    ['46 unknown parameter', '/v1/projects?sort=name', 422],
    ['46 given twice', '/v1/projects?limit=1&limit=2', 422],
    ['47 limit -1', '/v1/projects?limit=-1', 422],
    ['47 limit 0', '/v1/projects?limit=0', 422],
    ['47 limit 1e9', '/v1/projects?limit=1e9', 422],
    ['47 limit 1000000000', '/v1/projects?limit=1000000000', 422],
    ['47 forged cursor', '/v1/projects?cursor=AAAA', 422],
    ['47 cursor of another list', `/v1/projects?cursor=${Buffer.from('["x"]').toString('base64url')}`, 422],
    ['48 injected', '/v1/projects?status=x%27%3Bdrop%20table', 422],
    ['22 date', '/v1/projects?dueBefore=2026-02-30', 422],
    ['22 date', '/v1/projects?dueBefore=2026-13-01', 422],
    ['23 date', '/v1/projects?dueBefore=2026-2-3', 422],
    ['23 date', '/v1/projects?dueBefore=20260203', 422],
  ]
  it.each(gets)('%s: %s', async (_row, url, status) => {
    const answer = await world.call('GET', url, LEAD)
    expect(answer.status).toBe(status)
    expect(answer.json.type).toMatch(/^urn:tongchou:problem:/)
    if (status === 405) expect(answer.headers.allow).toBe('POST')
  })

  it.each([
    [`/v1/projects/${NOBODY}/amdit`, '/v1/projects/:id/admit'],
    [`/v1/project/${NOBODY}/admit`, '/v1/projects/:id/admit'],
    ['/v1/nope', '/docs'],
  ])('suggests the path that is similar to %s, for any body', async (url, near) => {
    const answer = await world.call('POST', url, { ...LEAD, body: {} })
    expect([answer.status, answer.json.type]).toEqual([404, 'urn:tongchou:problem:not-found'])
    expect(answer.json.detail).toContain(near)
  })

  it('59 refuses a header of 9 kB', async () => {
    const answer = await world.call('GET', '/v1/projects', {
      ...LEAD,
      headers: { 'x-long': 'x'.repeat(9_000) },
    })
    expect(answer.status).toBe(431)
  })

  it('refuses a body where none is expected', async () => {
    const answer = await world.call('POST', `/v1/projects/drafts/${NOBODY}/submit`, {
      ...LEAD,
      body: { a: 1 },
    })
    expect([answer.status, answer.json.type]).toEqual([422, 'urn:tongchou:problem:unknown-field'])
  })

  it('answers in the caller’s language', async () => {
    const chinese = await world.call('GET', '/nowhere', LEAD)
    const english = await world.call('GET', '/nowhere', {
      ...LEAD,
      headers: { 'accept-language': 'en;q=0.9' },
    })
    expect([chinese.json.title, english.json.title]).toEqual(['未找到', 'Not found'])
  })
})
