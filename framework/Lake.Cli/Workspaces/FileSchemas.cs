using System.Collections.Immutable;
using Lake.Loader.Streams;
using Lake.Project.Keys;
using Lake.Yaml.Keys;

namespace Lake.Cli.Workspaces;

/// <summary>One kind of file that users write.</summary>
/// <param name="Name">For <c>lake schema</c>.</param>
/// <param name="Files">Its name, or what names it can have.</param>
/// <param name="Keys">What may be in it.</param>
internal sealed record FileSchema(string Name, string Files, KeySet Keys);

/// <summary>All kinds of files, with what each part of the program reads of them.</summary>
internal static class FileSchemas
{
    private static readonly Shape Catalog = Shape.Of(CatalogKeys.Written);

    private static readonly KeySet DuckDb = ProfileKeys.DuckDb.With("catalog", Catalog);

    private static readonly KeySet Profile = ProfileKeys.Profile.With("outputs", Shape.MapOf(Shape.Of(DuckDb).Or(Shape.Of(ProfileKeys.Trino)).Or(Shape.Of(ProfileKeys.Other))));

    public static readonly ImmutableArray<FileSchema> All =
    [
        new("project", "lake_project.yml, dbt_project.yml", ProjectKeys.File
            .With("catalog", Catalog.Or(Shape.Text)).With("streams", StreamKeys.Streams)),
        new("profiles", "profiles.yml", ProfileKeys.File.WithOthers(Shape.Of(Profile))),
        new("stream", "<source>/<stream>.yml in the folders of streams", StreamKeys.File),
        new("properties", "*.yml in the folders of models, seeds, snapshots, tests, macros and analyses", PropertyFileKeys.File),
        new("packages", "packages.yml, dependencies.yml", PackageKeys.File),
        new("selectors", "selectors.yml", SelectorKeys.File),
    ];
}
