/** Lists every source once, with its certainty and the rules that are based on it. */
import { sourcesOf } from '#domain/engine/sources.ts'
import type { App } from '../app-type.ts'
import { readAnswers } from '../contract/answers.ts'
import type { Services } from '../services.ts'

export function sourceRoutes(app: App, { kinds }: Services): void {
  const schema = {
    tags: ['reference'],
    summary: '依据及其确定程度 · sources, and how sure they are',
    description:
      '`cited` is the source as docs/rulebook.md gives it: [C:Sn] was confirmed in the text Sn; R+, R and R- are recalled, from nearly ' +
      'word for word to weakly; [D], or D, is a policy of this system where the law is silent. T, G and § number steps, gates and ' +
      'sections of that document.',
    response: readAnswers(
      'Each source once, with the refusals, deadlines, acts, policy values and other rules that are based on it.',
    ),
  }
  app.get('/v1/sources', { schema }, async () => ({
    items: sourcesOf(kinds),
  }))
}
