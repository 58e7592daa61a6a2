/** What the only project of a file is called that declares none. */
export const THE_PROJECT = 'project'
