/** Something that the suite needs is not to be had here: the suite is left out with this sentence, which is no failure. */
export class Unavailable extends Error {}
