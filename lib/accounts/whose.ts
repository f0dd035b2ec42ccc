/** How a field that is missing is asked for: of the account owner, or of somebody who fills it in for them. */
export type Whose = 'your' | 'the'
