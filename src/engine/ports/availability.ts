/** Whether a provider can be used on this machine, with texts for the start line and `doctor`. Detection is quick and never throws. */
export type Availability =
  | { readonly available: true; /** Such as "flite 2.2, voice slt". */ readonly detail: string }
  | {
      readonly available: false;
      readonly why: string;
      /** The command or step that makes it available. */
      readonly remedy: string;
    };
