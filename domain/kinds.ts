/** Every kind of case: the only file that knows all of them. */
import { PROJECT } from './project/kind.ts'

export const REFUSALS = { ...PROJECT.refusals }
