/// What an entry is called and means in a further language, beside that of its document.
public struct EntryTranslation: Hashable, Sendable {
    /// A BCP 47 language tag, such as `en`.
    public let language: String

    /// The name; may be empty.
    public let name: String

    /// The description; may be empty.
    public let description: String

    /// Makes a text from its parts, which are taken as they are.
    public init(language: String, name: String, description: String) {
        self.language = language
        self.name = name
        self.description = description
    }

    /// The texts with the description in the place of a name that is missing.
    var namedByDescription: EntryTranslation {
        guard name.isEmpty else { return self }
        return EntryTranslation(
            language: language, name: description.collapsingWhiteSpace, description: "")
    }
}
