/** Distinguishes a wrong method (405, with the right methods) from a wrong path (404, with similar paths). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'
import { sendProblem } from '../problem-answer.ts'
import { nearest } from './nearest.ts'

interface KnownPath {
  pattern: RegExp
  methods: Set<string>
}

export function answerUnknownPaths(app: FastifyInstance): void {
  const known = new Map<string, KnownPath>()
  app.addHook('onRoute', ({ url, method }) => {
    const path = known.get(url) ?? { pattern: patternOf(url), methods: new Set() }
    for (const one of [method].flat()) path.methods.add(one)
    known.set(url, path)
  })
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const methods = [...known.values()].filter(({ pattern }) => pattern.test(path)).map((one) => one.methods)
    const allowed = [...new Set(methods.flatMap((set) => [...set]))]
    const problem =
      allowed.length > 0
        ? methodNotAllowed(allowed.sort().join(', '))
        : pathUnknown(nearestPaths(path, [...known.keys()]))
    return sendProblem(problem, request, reply)
  })
}

const methodNotAllowed = (allow: string): Problem =>
  new Problem('method-not-allowed', {
    detail: { zh: `此地址只支持 ${allow}`, en: `this address supports only ${allow}` },
    headers: { allow },
  })

function pathUnknown(near: readonly string[]): Problem {
  const paths = near.join(', ')
  const detail =
    near.length === 0
      ? { zh: '没有此地址；全部地址见接口文档 /docs', en: 'there is no such path; all are in /docs' }
      : { zh: `没有此地址；相近的有 ${paths}`, en: `there is no such path; the nearest: ${paths}` }
  return new Problem('not-found', { detail })
}

/** Known paths that differ in one part with a similar spelling. The answer never repeats what was sent. */
function nearestPaths(path: string, known: readonly string[]): string[] {
  const asked = path.slice(0, PATH_LOOKED_AT).split('/')
  const candidates = known.flatMap((url) => {
    const parts = url.split('/')
    if (parts.length !== asked.length) return []
    const wrong = parts.flatMap((part, index) => {
      const said = asked[index] ?? ''
      return part === said || (part.startsWith(':') && said !== '') ? [] : [{ url, said, known: part }]
    })
    return wrong.length === 1 ? wrong : []
  })
  return nearest(candidates, (candidate) => candidate).map(({ url }) => url)
}

const PATH_LOOKED_AT = 200

const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')}$`)
