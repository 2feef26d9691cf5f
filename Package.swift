// swift-tools-version:6.1

import PackageDescription

// One target a room; the arrows between them point one way only (see ARCHITECTURE.md).
let package = Package(
    name: "kb",
    products: [
        .executable(name: "kb", targets: ["kb"]),
        .library(name: "KnowledgeBase", targets: ["KnowledgeBase"]),
        .library(name: "Codebook", targets: ["Codebook"]),
        .library(name: "HanText", targets: ["HanText"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        .target(name: "Codebook", dependencies: [.product(name: "SwiftCSV", package: "SwiftCSV")]),
        .target(name: "HanText"),
        .target(name: "CShim"),
        .target(name: "LogScan"),
        .target(
            name: "Migrations", path: "migrations", exclude: ["schema.sql"],
            resources: [.embedInCode("m0001_init.sql"), .embedInCode("m0002_notes.sql")]),
        .target(
            name: "KnowledgeBase",
            dependencies: [
                "Codebook", "HanText", "Migrations", "CShim",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .executableTarget(
            name: "kb",
            dependencies: [
                "CShim", "KnowledgeBase", "LogScan",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "TOMLKit", package: "TOMLKit"),
            ]),
        .executableTarget(
            name: "kb-relevance",
            dependencies: ["KnowledgeBase", "Codebook", .product(name: "GRDB", package: "GRDB.swift")],
            path: "Benchmarks/Relevance"),
        .executableTarget(
            name: "kb-search", dependencies: ["KnowledgeBase"], path: "Benchmarks/Search"),
        .executableTarget(
            name: "kb-fuzz",
            dependencies: [
                "KnowledgeBase", "Codebook", "HanText", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Fuzz"),
        .target(name: "TestSupport", path: "Tests/Support"),
        .testTarget(name: "CodebookTests", dependencies: ["Codebook", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(name: "HanTextTests", dependencies: ["HanText", "TestSupport"]),
        .testTarget(name: "LogScanTests", dependencies: ["LogScan", "TestSupport"]),
        .testTarget(
            name: "KnowledgeBaseTests",
            dependencies: [
                "KnowledgeBase", "Codebook", "HanText", "Migrations", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            exclude: ["relevance"]),
        .testTarget(name: "kbTests", dependencies: ["kb"]),
    ],
    swiftLanguageModes: [.v6]
)
