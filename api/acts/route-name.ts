/** `submitStage` is done at `…/submit-stage`. */
export const routeNameOf = (verb: string): string =>
  verb.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** What an act of a kind is called in the API's document, where each needs a name of its own. */
export const operationOf = (kind: string, verb: string): string =>
  `${verb}${kind.replaceAll(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase())}`
