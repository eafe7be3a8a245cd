# zsh: eval "$(python3 run.py completion zsh)"
wushe() { "PYTHON" "DOOR" "$@" }
_wushe_complete() {
    eval "$(_TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" _WUSHE_COMPLETE=complete_zsh "PYTHON" "DOOR" 2>/dev/null)"
}
compdef _wushe_complete wushe
