/** By this name the HTML of an email refers to the image that is attached to it (RFC 2392). */
export const LOGO_CID = 'logo@rekey'
