"""The form of reward-reports as one page that runs in a browser: data alone, which `reward-reports edit --export` copies."""
