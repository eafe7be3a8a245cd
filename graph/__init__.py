"""五社图谱: a knowledge graph of China's social-governance ecosystem."""
