using Lake.Project.Nodes;

namespace Lake.Project.Caching;

/// <summary>Nodes as a file gave them; <see cref="NodeReader"/> reads the same members in the same order.</summary>
internal sealed class NodeWriter(RecordWriter to)
{
    public void Write(Node node)
    {
        to.Number((int)node.ResourceType);
        WriteHead(node);
        switch (node)
        {
            case SourceNode source:
                WriteSource(source);
                break;
            case CodeNode code:
                WriteCode(code);
                break;
            default:
                throw new InvalidDataException($"A {node.ResourceType.Word()} is not kept.");
        }

        WriteRest(node);
    }

    private void WriteHead(Node node)
    {
        to.Text(node.UniqueId);
        to.Text(node.Name);
        to.Text(node.PackageName);
        to.Text(node.Path);
        to.Text(node.OriginalFilePath);
        if (node is SeedNode seed)
        {
            to.Source(node.Source, seed.FullPath);
        }
        else
        {
            to.Source(node.Source);
        }

        to.Span(node.Span);
        to.Texts(node.Fqn);
    }

    private void WriteRest(Node node)
    {
        to.Text(node.Description);
        to.Map((node is TestNode { OwnConfig: { } own } ? own : node.Config).Values);
        to.Texts(node.Tags);
        to.Map(node.Meta);
        to.Many(node.Refs, call =>
        {
            to.Text(call.Package);
            to.Text(call.Name);
            to.Value(call.Version);
            to.Place(call.Location);
        });
        to.Many(node.Sources, call =>
        {
            to.Text(call.SourceName);
            to.Text(call.TableName);
            to.Place(call.Location);
        });
        to.Texts(node.DependsOnMacros);
        to.Text(node.PatchPath);
        to.Many(node.Columns, WriteColumn);
        to.Texts(node.DocBlocks);
        to.Flag(node.Relation is not null);
        if (node.Relation is { } relation)
        {
            to.Text(relation.Database);
            to.Text(relation.Schema);
            to.Text(relation.Identifier);
        }

        to.Text(node.RelationText);
    }

    private void WriteColumn(Column column)
    {
        to.Text(column.Name);
        to.Place(column.Location);
        to.Text(column.Description);
        to.Text(column.DataType);
        to.Value(column.Quote);
        to.Map(column.Meta);
        to.Texts(column.Tags);
        to.Value(column.Constraints);
        to.Map(column.Config);
        to.Text(column.Granularity);
        to.Value(column.Dimension);
        to.Value(column.Entity);
        to.Texts(column.DocBlocks);
    }

    private void WriteSource(SourceNode node)
    {
        to.Text(node.SourceName);
        to.Text(node.Database);
        to.Text(node.Schema);
        to.Text(node.Identifier);
        to.Text(node.SourceDescription);
        to.Text(node.Loader);
        to.Text(node.WrittenDatabase);
        to.Text(node.WrittenSchema);
        to.Text(node.LoadedAtField);
        to.Text(node.LoadedAtQuery);
        to.Value(node.Freshness);
        to.Map(node.Quoting);
        to.Value(node.External);
        to.Map(node.SourceMeta);
        to.Text(node.ExternalSql);
        to.Map(node.UnrenderedConfig);
    }

    private void WriteCode(CodeNode node)
    {
        to.Source(node.Code);
        to.Span(node.CodeSpan);
        to.Place(node.CodePlace);
        to.Text(node.Language);
        to.Text(node.Checksum.Name);
        to.Text(node.Checksum.Value);
        switch (node)
        {
            case ModelNode model:
                to.Value(model.Version);
                to.Value(model.LatestVersion);
                to.Text(model.DeprecationDate);
                to.Flag(model.TimeSpine is not null);
                if (model.TimeSpine is { } spine)
                {
                    to.Text(spine.Column);
                    to.Value(spine.Granularities);
                }

                break;
            case SeedNode seed:
                to.Text(seed.FullPath);
                to.Text(seed.RootPath);
                break;
            case TestNode test:
                WriteTest(test);
                break;
            default:
                break;
        }

        to.Text(node.Database);
        to.Text(node.Schema);
        to.Text(node.Alias);
        to.Value(node.Constraints);
        to.Map(node.UnrenderedConfig);
        to.Map(node.ConfigCall);
        to.Flag(node.Patched is not null);
        if (node.Patched is { } patched)
        {
            to.Map(patched.Config);
            to.Place(patched.Name);
        }
    }

    private void WriteTest(TestNode test)
    {
        to.Flag(test.Metadata is not null);
        if (test.Metadata is { } metadata)
        {
            to.Text(metadata.Name);
            to.Text(metadata.Namespace);
            to.Map(metadata.Kwargs);
        }

        to.Text(test.ColumnName);
        to.Text(test.AttachedNode);
        to.Text(test.FileKeyName);
    }
}
