export function writeProgram(dist: string, codeVersion: { readonly facts: string; readonly results: string } | undefined): Promise<void>;
