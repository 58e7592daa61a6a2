import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routeNameOf } from '#api/acts/route-name.ts'
import { buildApp } from '#api/app.ts'
import { exampleOf } from '#api/contract/example-of.ts'
import { BODIES, VERBS } from '#domain/project/actions.ts'
import { checkShape } from '#domain/values/shape-check.ts'
import { type ApiWorld, type Json, openApiWorld, tokenFor } from './api-world.ts'

let world: ApiWorld
let document: Json
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
  document = (await world.call('GET', '/docs/json')).json
})
afterAll(() => world.close())

interface Operation {
  path: string
  method: string
  operation: Json
}
const operations = (): Operation[] =>
  Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, operation]) => ({ path, method, operation })),
  )

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 with a security scheme and a named schema of problems', () => {
    expect(document.openapi).toMatch(/^3\.1/)
    expect(document.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' })
    expect(document.components.schemas.Problem.required).toContain('instance')
  })

  it('has a route for every act, in both languages, with an example that fits', () => {
    for (const verb of VERBS) {
      const operation = document.paths[`/v1/projects/{id}/${routeNameOf(verb)}`]?.post
      expect(operation?.summary, verb).toMatch(/\p{Script=Han}.* · [a-z]/u)
      const { schema, examples, example: single } = operation.requestBody.content['application/json']
      const example = schema.examples?.[0] ?? single ?? Object.values<Json>(examples ?? {})[0]?.value
      expect(checkShape(BODIES[verb], example), verb).toEqual([])
      expect(example).toEqual(exampleOf(BODIES[verb]))
    }
  })

  it('describes every error status as a problem', () => {
    for (const { path, method, operation } of operations()) {
      if (!path.startsWith('/v1')) continue
      const errors = Object.entries<Json>(operation.responses).filter(([status]) => Number(status) >= 400)
      expect(errors.length, `${method} ${path}`).toBeGreaterThan(5)
      for (const [, response] of errors) {
        const { schema } = response.content['application/problem+json']
        expect(schema).toEqual({ $ref: '#/components/schemas/Problem' })
      }
    }
  })

  it('is public only if the installation is configured so', async () => {
    const statuses = async (more: Partial<ApiWorld['deps']>, headers = {}) => {
      const app = await buildApp({ ...world.deps, devIssuer: null, isRehearsal: false, ...more })
      const urls = [
        '/docs',
        '/docs/',
        '/docs/json',
        '/docs/yaml',
        '/docs/static/index.html',
        '/docs/static/x',
      ]
      const answers = await Promise.all(urls.map((url) => app.inject({ url, headers })))
      await app.close()
      return answers.map(({ statusCode }) => statusCode)
    }
    expect(new Set(await statuses({}))).toEqual(new Set([401]))
    const authorization = `Bearer ${await tokenFor(world.issuer, 'zhou-kai')}`
    for (const shown of [await statuses({}, { authorization }), await statuses({ hasPublicDocs: true })]) {
      expect(shown.filter((status) => status === 401)).toEqual([])
      expect(shown[2]).toBe(200)
    }
  })

  it('is shown as a page', async () => {
    const page = await world.app.inject({ url: '/docs/', headers: { accept: 'text/html' } })
    expect([page.statusCode, String(page.headers['content-type'])]).toEqual([
      200,
      expect.stringContaining('html'),
    ])
  })
})

describe('any body on any route', () => {
  it('never gives a server error, and always a problem', async () => {
    const tokens = await Promise.all(
      ['zhou-kai', 'chen-hao', 'shi-yan', 'gu-ming'].map((id) => tokenFor(world.issuer, id)),
    )
    const routes = operations().filter(({ method, path }) => method !== 'get' && !path.includes('rehearsal'))
    const id = fc.oneof(fc.uuid(), fc.string({ minLength: 1, maxLength: 50 }).map(encodeURIComponent))
    const input = fc.record({
      route: fc.constantFrom(...routes),
      id,
      token: fc.constantFrom(...tokens),
      body: fc.oneof(fc.json({ maxDepth: 6 }), fc.string(), objectsOfOurFields()),
    })
    const property = fc.asyncProperty(input, async ({ route, id: given, token, body }) => {
      const answer = await world.app.inject({
        method: route.method.toUpperCase() as 'POST',
        url: route.path.replace('{id}', given),
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          'if-match': '"1"',
        },
        payload: body,
      })
      expect(answer.statusCode, answer.payload).toBeLessThan(500)
      if (answer.statusCode >= 400) expect(answer.json().type).toMatch(/^urn:tongchou:problem:/)
    })
    await fc.assert(property, { numRuns: 1500 })
  })

  /** Objects with field names of our shapes, so that inner checks are reached. */
  function objectsOfOurFields(): fc.Arbitrary<string> {
    const names = [...new Set(VERBS.flatMap((verb) => Object.keys(BODIES[verb].properties ?? {})))]
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('mca', 'proposal', -0, 1e300, '\ud800'),
    )
    return fc
      .dictionary(fc.constantFrom(...names), value, { maxKeys: 8 })
      .map((object) => JSON.stringify(object))
  }
})
