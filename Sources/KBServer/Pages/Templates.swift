#if Serve
    import Mustache

    /// The templates of all pages, as they are built into the program.
    enum Templates {
        /// Fills a template.
        static func fill(_ name: String, _ view: View) -> HTML {
            HTML(markup: library?.render(view.members, withTemplate: name) ?? "")
        }

        /// Whether all templates can be read; a test asks.
        static var areReadable: Bool { library != nil }

        /// The sources by their names; a test looks at them.
        static let sources: [String: [UInt8]] = [
            "layout": PackageResources.layout_mustache, "keys": PackageResources.keys_mustache,
            "start": PackageResources.start_mustache, "books": PackageResources.books_mustache,
            "results": PackageResources.results_mustache, "code": PackageResources.code_mustache,
            "note": PackageResources.note_mustache, "noteform": PackageResources.noteform_mustache,
            "choose": PackageResources.choose_mustache, "book": PackageResources.book_mustache,
            "shelf": PackageResources.shelf_mustache, "log": PackageResources.log_mustache,
            "scan": PackageResources.scan_mustache, "notepage": PackageResources.notepage_mustache,
            "editpage": PackageResources.editpage_mustache, "conflict": PackageResources.conflict_mustache,
            "conflicts": PackageResources.conflicts_mustache, "notes": PackageResources.notes_mustache,
            "login": PackageResources.login_mustache, "fault": PackageResources.fault_mustache,
            "help": PackageResources.help_mustache,
        ]

        private static let library: MustacheLibrary? = {
            let templates = try? sources.mapValues {
                try MustacheTemplate(string: String(decoding: $0, as: UTF8.self))
            }
            return templates.map { MustacheLibrary(templates: $0) }
        }()
    }
#else
    /// Without the library for templates there are no pages.
    enum Templates {
        static func fill(_ name: String, _ view: View) -> HTML { HTML() }
    }
#endif
