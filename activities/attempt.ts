/** How one attempt to deliver a notice ended. `later`: try again; `never`: a further attempt is useless. */
export type Attempt = { status: 'accepted' } | { status: 'later' | 'never'; error: string }
