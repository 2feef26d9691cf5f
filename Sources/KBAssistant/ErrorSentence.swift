import KBCore
import KBPresentation

/// What an assistant is told when something cannot be done: the sentence that a person would be told, in English, as all
/// that kb itself says to a model.
enum ErrorSentence {
    static func of(_ error: any Error) -> String {
        ShownText.echo(Language.$current.withValue(.en) { sentence(error) })
    }

    private static func sentence(_ error: any Error) -> String {
        switch error {
        case let error as BadArgument: "\(error.name): expected \(error.expected)"
        case let error as TooManyCalls: "too many calls: at most \(error.rate)"
        case is ChangedNote:
            "the note has changed since that revision, or is in conflict; join both texts and give the revision that it has now"
        // The hint for people names commands that an assistant does not have.
        case let error as UnknownCode: "no code '\(error.text)'; search finds similar ones"
        case let error as any ReportableError:
            (error.report.errors + [error.report.hint].compactMap(\.self)).joined(separator: "; ")
        case let error as StoreError: ErrorReport(store: error).errors.joined(separator: "; ")
        default: "\(type(of: error))"
        }
    }
}
