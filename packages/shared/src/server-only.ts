// What a browser build gets for every entry that only the server may import: nothing, so that the build fails.
