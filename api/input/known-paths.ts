/** Tells a wrong method (405, with the right ones) from a wrong path (404). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Problem } from '../problem.ts'
import { sendProblem } from '../problem-answer.ts'

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
        ? new Problem('method-not-allowed', { headers: { allow: allowed.sort().join(', ') } })
        : notFound()
    return sendProblem(problem, request, reply)
  })
}

const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')}$`)
