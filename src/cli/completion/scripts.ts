/** Shells for which there is a script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** One of them. */
export type CompletedShell = (typeof SHELLS)[number];

/** What a shell reads to complete the command line: it asks the very program that is typed, so it knows the project's names. */
export function completionScript(shell: CompletedShell): string {
  return SCRIPTS[shell];
}

// Each line that the program answers with is a word, a tab, and what it does.
const SCRIPTS: Readonly<Record<CompletedShell, string>> = {
  bash: `# Completion of lattice-hooks for bash. Once, in a repository that has it; then read the file in ~/.bashrc:
#   npx lattice-hooks completion bash >~/.lattice-hooks.bash
#   source ~/.lattice-hooks.bash
_lattice_hooks() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <("\${COMP_WORDS[0]}" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _lattice_hooks lattice-hooks
`,
  zsh: `#compdef lattice-hooks
# Completion of lattice-hooks for zsh. Once, in a repository that has it; then read the file in ~/.zshrc:
#   npx lattice-hooks completion zsh >~/.lattice-hooks.zsh
#   source ~/.lattice-hooks.zsh
(( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit; }
_lattice_hooks() {
  local line
  local -a found
  "\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null | while IFS= read -r line; do
    found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( \${#found} )); then _describe lattice-hooks found; else _files; fi
}
compdef _lattice_hooks lattice-hooks
`,
  fish: `# Completion of lattice-hooks for fish. Once, in a repository that has it; fish reads the file by itself:
#   npx lattice-hooks completion fish >~/.config/fish/completions/lattice-hooks.fish
function __lattice_hooks
    set -l words (commandline -opc)
    type -q $words[1]; or return
    set -l found ($words[1] complete -- $words[2..-1] (commandline -ct) 2>/dev/null)
    if set -q found[1]
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c lattice-hooks -f -a '(__lattice_hooks)'
`,
};
