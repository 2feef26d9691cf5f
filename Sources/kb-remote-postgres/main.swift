import Glibc

// kb-remote-postgres               speaks the protocol of docs/sync.md
// kb-remote-postgres --init URL    makes what is missing of the schema, and answers as to a question
// kb-remote-postgres --schema      prints the statements for that
let words = Array(CommandLine.arguments.dropFirst())
if words.isEmpty {
    var conversation = Conversation()
    conversation.run()
} else if words == ["--schema"] {
    Output.say(LogDatabase.schema)
} else if words.count == 2, words[0] == "--init" {
    do throws(Failure) {
        try LogDatabase(words[1]).prepare()
        Output.write(.object([("end", .bool(true))]))
    } catch {
        Output.write(error.answer)
        exit(69)
    }
} else {
    Output.note("usage: kb-remote-postgres [--init URL | --schema]")
    exit(64)
}
