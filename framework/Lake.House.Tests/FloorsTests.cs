using Shouldly;
using Xunit;

namespace Lake.House.Tests;

/// <summary>Inside a library, as between libraries, uses point down: the tables of <c>docs/architecture.md</c> say where down is.</summary>
public class FloorsTests
{
    public static TheoryData<string> Libraries =>
        [.. Repository.Files
            .Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) && f.Split('/') is ["framework", _, _])
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(p => !p.EndsWith(".Tests", StringComparison.Ordinal) && LibrarySources.Folders(p).Count > 1)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Folders_use_only_what_stands_below_them(string library)
    {
        var floors = Floors.Read(Repository.Read("docs/architecture.md"), library)
            .ShouldNotBeNull($"docs/architecture.md needs a table under '## Floors of {library}'");
        floors.Folders.ShouldBe(LibrarySources.Folders(library), ignoreOrder: true);
        floors.Broken(LibrarySources.Uses(library)).ShouldBeEmpty();
    }

    [Fact]
    public void A_circle_is_drawn_with_the_files_and_types_that_make_it()
    {
        var floors = Floors.Read("""
            # Floors of Lake.X
            | floor | what it is |
            |---|---|
            | `Sessions` | top |
            | `Types`, `Values` | call each other |
            | `Errors` | bottom |
            # Floors of Lake.Y
            | `Other` | |
            """, "Lake.X").ShouldNotBeNull();

        var broken = floors.Broken([
            new("Sessions", "Types", "Sessions/Session.cs", "Column"),
            new("Types", "Values", "Types/Column.cs", "Value"),
            new("Values", "Types", "Values/Value.cs", "Column"),
            new("Values", "Errors", "Values/Value.cs", "Failure"),
            new("Errors", "Sessions", "Errors/Failure.cs", "Session"),
        ]);

        broken.ShouldHaveSingleItem().ShouldBe("""
            Errors uses Sessions, which stands above it:
                Errors/Failure.cs: Session
              and Sessions uses Types:
                Sessions/Session.cs: Column
              and Types uses Values:
                Types/Column.cs: Value
              and Values uses Errors:
                Values/Value.cs: Failure
            """);
    }
}
