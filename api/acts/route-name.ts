import type { Verb } from '#domain/project/actions.ts'

/** `submitStage` is done at `…/submit-stage`. */
export const routeNameOf = (verb: Verb): string =>
  verb.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
