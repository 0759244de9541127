using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lake.House.Tests;

/// <summary>The sources of one library as the compiler understands them.</summary>
internal static class LibrarySources
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Everything this test program stands on, which is the whole product.</summary>
    private static readonly List<PortableExecutableReference> Product =
        [.. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(f => MetadataReference.CreateFromFile(f))];

    public static IReadOnlyList<string> Folders(string library) =>
        [.. Files(library).Select(f => Folder(library, f)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Every use of a type by another folder, once a file and type. Comments do not count.</summary>
    public static IReadOnlyList<FolderUse> Uses(string library)
    {
        var trees = Files(library).Select(f => CSharpSyntaxTree.ParseText(Repository.Read(f), path: f)).ToList();
        var compilation = CSharpCompilation.Create(
            library, [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings)], References(library), new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        return [.. trees.SelectMany(t => Uses(library, t, compilation)).Distinct()];
    }

    private static IEnumerable<FolderUse> Uses(string library, SyntaxTree tree, CSharpCompilation compilation)
    {
        var model = compilation.GetSemanticModel(tree);
        var from = Folder(library, tree.FilePath);
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (Named(node, model)?.OriginalDefinition is { DeclaringSyntaxReferences.Length: > 0 } type)
            {
                var homes = type.DeclaringSyntaxReferences.Select(r => Folder(library, r.SyntaxTree.FilePath)).ToList();
                if (!homes.Contains(from))
                {
                    yield return new(from, homes[0], tree.FilePath, type.Name);
                }
            }
        }
    }

    private static INamedTypeSymbol? Named(SyntaxNode node, SemanticModel model) => node switch
    {
        ImplicitObjectCreationExpressionSyntax => model.GetTypeInfo(node).Type as INamedTypeSymbol,
        SimpleNameSyntax => Symbol(model.GetSymbolInfo(node)) switch
        {
            INamedTypeSymbol type => type,
            IAliasSymbol { Target: INamedTypeSymbol type } => type,
            { Kind: SymbolKind.Method or SymbolKind.Property or SymbolKind.Field or SymbolKind.Event } member => member.ContainingType,
            _ => null,
        },
        _ => null,
    };

    private static ISymbol? Symbol(SymbolInfo info) => info.Symbol ?? info.CandidateSymbols.FirstOrDefault();

    private static IEnumerable<string> Files(string library) =>
        Repository.CSharp.Where(f => f.StartsWith($"framework/{library}/", StringComparison.Ordinal));

    private static string Folder(string library, string file) =>
        file[$"framework/{library}/".Length..].Split('/') is [var folder, _, ..] ? folder : ".";

    private static IEnumerable<MetadataReference> References(string library) =>
        Product.Where(r => Path.GetFileNameWithoutExtension(r.FilePath) != library);
}
