// swift-tools-version:6.1

import PackageDescription

// A package of its own, so that nobody who builds kb builds the benchmark library too.
let package = Package(
    name: "library-benchmarks",
    dependencies: [
        .package(name: "kb", path: "../.."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Library",
            dependencies: [
                .product(name: "KBCore", package: "kb"),
                .product(name: "KBDocuments", package: "kb"),
                .product(name: "KBText", package: "kb"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/Library",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    ],
    swiftLanguageModes: [.v6]
)
