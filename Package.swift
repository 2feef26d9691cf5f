// swift-tools-version:6.1

import PackageDescription

/// What belongs to kb serve alone.
let serve = TargetDependencyCondition.when(traits: ["Serve"])

// One target for each job; the arrows between them point one way only (see ARCHITECTURE.md).
let package = Package(
    name: "kb",
    products: [
        .executable(name: "kb", targets: ["kb"]),
        .library(name: "KBCore", targets: ["KBCore"]),
        .library(name: "KBDocuments", targets: ["KBDocuments"]),
        .library(name: "KBText", targets: ["KBText"]),
    ],
    traits: [
        .trait(name: "Serve", description: "The command kb serve, with its page and its API."),
        .default(enabledTraits: ["Serve"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        // What Hummingbird stands on and its server is put together of.
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.34.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.0.0"),
    ],
    targets: [
        .target(name: "KBDocuments", dependencies: ["CCmarkGFM", "CGumbo", "CLibYAML", "KBText"]),
        .target(name: "KBText"),
        .target(name: "CShim"),
        .systemLibrary(
            name: "CCmarkGFM", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CGumbo", providers: [.apt(["libgumbo-dev"])]),
        .systemLibrary(name: "CLibYAML", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CPostgres", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CPCRE2", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(
            name: "CCompression", providers: [.apt(["libbz2-dev", "libzstd-dev", "zlib1g-dev"])]),
        .target(name: "KBInput", dependencies: ["CCompression"]),
        .target(name: "KBLogs", dependencies: ["CPCRE2", "KBInput", "KBText"]),
        .target(
            name: "KBMigrations", path: "migrations",
            exclude: ["m0003_revisions.sql.in", "m0005_merging.sql.in"],
            resources: [
                .embedInCode("m0001_init.sql"), .embedInCode("m0002_notes.sql"),
                .embedInCode("m0003_revisions.sql"), .embedInCode("m0004_books.sql"),
                .embedInCode("m0005_merging.sql"), .embedInCode("m0006_sync.sql"),
                .embedInCode("m0007_books.sql"), .embedInCode("schema.sql"),
            ]),
        .target(
            name: "KBFile",
            dependencies: [
                "KBMigrations", "CShim",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "KBIndex",
            dependencies: [
                "KBFile", "KBText",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "KBCore",
            dependencies: [
                "KBDocuments", "KBInput", "KBText", "KBFile", "KBIndex", "KBMigrations", "CShim",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(name: "KBSync", dependencies: ["KBCore", "KBDocuments", "KBFile", "KBInput", "KBText"]),
        .target(
            name: "KBPresentation",
            dependencies: ["KBCore", "KBDocuments", "KBInput", "KBLogs", "KBSync", "KBText"]),
        .target(
            name: "KBAssistant",
            dependencies: ["KBCore", "KBDocuments", "KBLogs", "KBPresentation", "KBText"]),
        // Without the trait Serve, kb is built without it and without what it stands on.
        .target(
            name: "KBServer",
            dependencies: [
                "CCmarkGFM", "KBAssistant", "KBCore", "KBDocuments", "KBInput", "KBLogs", "KBPresentation",
                "KBText",
                .product(name: "HummingbirdCore", package: "hummingbird", condition: serve),
                .product(name: "Mustache", package: "swift-mustache", condition: serve),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: serve),
                .product(name: "Logging", package: "swift-log", condition: serve),
                .product(name: "NIOCore", package: "swift-nio", condition: serve),
                .product(name: "NIOExtras", package: "swift-nio-extras", condition: serve),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: serve),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras", condition: serve),
                .product(name: "NIOPosix", package: "swift-nio", condition: serve),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: serve),
            ],
            resources: [
                .embedInCode("Resources/book.mustache"),
                .embedInCode("Resources/books.mustache"),
                .embedInCode("Resources/choose.mustache"),
                .embedInCode("Resources/code.mustache"),
                .embedInCode("Resources/conflict.mustache"),
                .embedInCode("Resources/conflicts.mustache"),
                .embedInCode("Resources/editpage.mustache"),
                .embedInCode("Resources/fault.mustache"),
                .embedInCode("Resources/help.mustache"),
                .embedInCode("Resources/kb.css"),
                .embedInCode("Resources/kb.js"),
                .embedInCode("Resources/keys.mustache"),
                .embedInCode("Resources/layout.mustache"),
                .embedInCode("Resources/log.mustache"),
                .embedInCode("Resources/login.mustache"),
                .embedInCode("Resources/note.mustache"),
                .embedInCode("Resources/noteform.mustache"),
                .embedInCode("Resources/notepage.mustache"),
                .embedInCode("Resources/notes.mustache"),
                .embedInCode("Resources/results.mustache"),
                .embedInCode("Resources/scan.mustache"),
                .embedInCode("Resources/shelf.mustache"),
                .embedInCode("Resources/start.mustache"),
            ]),
        .executableTarget(
            name: "kb",
            dependencies: [
                "CShim", "KBAssistant", "KBCore", "KBInput", "KBLogs", "KBPresentation", "KBSync",
                "KBText",
                .target(name: "KBServer", condition: serve),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        // A program of its own, because Debian has no static libpq.
        .executableTarget(
            name: "kb-remote-postgres", dependencies: ["CPostgres", "KBDocuments", "KBText"],
            resources: [.embedInCode("schema.sql")]),
        .executableTarget(
            name: "kb-relevance",
            dependencies: [
                "KBCore", "KBDocuments",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Benchmarks/Relevance"),
        .executableTarget(
            name: "kb-search", dependencies: ["KBCore"], path: "Benchmarks/Search"),
        .executableTarget(
            name: "kb-readers", dependencies: ["KBCore"], path: "Benchmarks/Readers"),
        .executableTarget(
            name: "kb-fuzz",
            dependencies: [
                "KBAssistant", "KBCore", "KBDocuments", "KBLogs", "KBPresentation", "KBText", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Fuzz"),
        // The program of KBCore.docc/GettingStarted.md: it sees what a program of another package sees.
        .executableTarget(
            name: "kb-example", dependencies: ["KBCore"], path: "Tests/Example", packageAccess: false),
        .target(
            name: "TestSupport", dependencies: [.product(name: "GRDBSQLite", package: "GRDB.swift")],
            path: "Tests/Support"),
        .testTarget(
            name: "KBDocumentsTests", dependencies: ["KBDocuments", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(name: "KBTextTests", dependencies: ["KBText", "TestSupport"]),
        .testTarget(name: "KBInputTests", dependencies: ["KBInput", "TestSupport"]),
        .testTarget(name: "KBLogsTests", dependencies: ["KBInput", "KBLogs", "TestSupport"]),
        .testTarget(
            name: "KBFileTests",
            dependencies: [
                "KBFile", "KBMigrations", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "KBIndexTests",
            dependencies: [
                "KBIndex", "KBText", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "KBCoreTests",
            dependencies: [
                "KBCore", "KBDocuments", "KBFile", "KBIndex", "KBText", "KBMigrations", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            exclude: ["relevance", "Fixtures"]),
        .testTarget(
            name: "KBSyncTests",
            dependencies: [
                "KBCore", "KBFile", "KBSync", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "KBAssistantTests",
            dependencies: ["KBAssistant", "KBCore", "KBDocuments", "KBText", "TestSupport"]),
        .testTarget(
            name: "KBPresentationTests",
            dependencies: ["KBPresentation", "KBCore", "KBDocuments", "KBText", "TestSupport"]),
        .testTarget(
            name: "KBServerTests",
            dependencies: ["KBCore", "KBServer", "KBText", "TestSupport"]),
        .testTarget(name: "kbTests", dependencies: ["kb", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
